import { Rule } from '../rule';
import { Severity } from '../severity';

export const ingressTls: Rule = {
  id: 'SAI-NET-010',
  name: 'ingress-without-tls',
  title: 'Ingress without TLS',
  rationale: 'Prompts, answers and tokens can be read on the network.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['Ingress'] }] },
  cel: `
    object.spec.?tls.orValue([]).size() > 0
    && ['nginx.ingress.kubernetes.io/ssl-redirect', 'alb.ingress.kubernetes.io/ssl-redirect'].all(key,
      object.metadata.?annotations[?key].orValue('true') != 'false'
    )
  `,
  message: 'ingress takes prompts and answers in clear text',
  fix: 'set spec.tls, and leave ssl-redirect on',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
  },
};
