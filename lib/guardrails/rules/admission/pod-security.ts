import { Rule } from '../rule';
import { Severity } from '../severity';

export const podSecurity: Rule = {
  id: 'SAI-ADM-001',
  name: 'pod-security-not-enforced',
  title: 'Pod Security Standard restricted not enforced',
  rationale: 'Without enforcement, any pod is admitted to the namespace.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Namespace'] }] },
  cel: `object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('privileged') == 'restricted'`,
  message: 'namespace does not enforce the Pod Security Standard restricted',
  fix: 'set the label pod-security.kubernetes.io/enforce: restricted',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
};
