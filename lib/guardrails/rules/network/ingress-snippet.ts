import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes/ingress-nginx, annotations with risk Critical; docs of the NGINX Ingress Controller, "Snippets". */
const SNIPPET = String.raw`^[a-z.-]*(nginx|alb)[a-z.-]*/[a-z-]*(snippets?|modsecurity-.*rules?|lua-.*)$`;

export const ingressSnippet: Rule = {
  id: 'SAI-NET-020',
  name: 'ingress-snippet',
  title: 'Ingress controller configured by annotation snippet',
  rationale: 'A snippet is configuration of the controller, and can read its Secrets or send traffic elsewhere.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['Ingress'] }] },
  cel: `object.metadata.?annotations.orValue({}).all(key, !key.matches(r'${SNIPPET}'))`,
  message:
    'an annotation puts text into the configuration of the shared proxy, which can read its secrets (CVE-2021-25742)',
  fix: 'remove the snippet, and set allow-snippet-annotations: "false" in the controller',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05', 'K08'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
