import { Rule } from '../rule';
import { Severity } from '../severity';

export const podSecurity: Rule = {
  id: 'SAI-ADM-001',
  name: 'pod-security-not-enforced',
  title: 'Pod Security Standard restricted not enforced',
  rationale: 'Without enforcement, any pod is admitted to the namespace.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Namespace'] }] },
  // older ones are strict about fewer fields, kubernetes/pod-security-admission, policy/check_*.go: seccomp since 1.19,
  // capabilities since 1.22, users other than root since 1.23; of later versions see SAI-ADM-024
  cel: String.raw`
    object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('privileged') == 'restricted'
    && object.metadata.?labels[?'pod-security.kubernetes.io/enforce-version'].orValue('latest').matches(
      r'^(latest|v1\.(2[5-9]|[3-9][0-9]))$'
    )
  `,
  message: 'namespace does not enforce the Pod Security Standard restricted in a current version',
  fix: 'set the label pod-security.kubernetes.io/enforce: restricted, and enforce-version to latest or v1.25 and newer',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
};
