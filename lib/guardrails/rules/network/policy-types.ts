import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyTypes: Rule = {
  id: 'SAI-NET-005',
  name: 'egress-rules-ignored',
  title: 'Egress rules ignored: policyTypes lacks Egress',
  rationale: 'Kubernetes ignores egress rules of a policy that does not list the type Egress.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    (!object.?spec.?egress.hasValue() || 'Egress' in object.?spec.?policyTypes.orValue(['Ingress', 'Egress']))
    && (!object.?spec.?ingress.hasValue() || 'Ingress' in object.?spec.?policyTypes.orValue(['Ingress', 'Egress']))
  `,
  message: 'policy has rules that do not count, since policyTypes lacks their direction',
  fix: 'set policyTypes: [Ingress, Egress]',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
