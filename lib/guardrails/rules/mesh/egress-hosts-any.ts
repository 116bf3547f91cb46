import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, networking/v1/sidecar.proto, 2026-07-21. */
export const egressHostsAny: Rule = {
  id: 'SAI-MSH-026',
  name: 'egress-hosts-any',
  title: 'Sidecar with every host of the mesh',
  rationale:
    'A Sidecar that imports every host is no limit: a compromised server learns of, and reaches, each service of the mesh.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['Sidecar'] }] },
  cel: `
    object.?spec.?egress.orValue([]).all(listener, listener.?hosts.orValue([]).all(host, host != '*/*'))
  `,
  message: 'the proxy is configured with every host of every namespace',
  fix: 'name namespaces and hosts, such as ./* and gateway/*',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
