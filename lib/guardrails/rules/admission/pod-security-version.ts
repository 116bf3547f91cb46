import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes.io, "Pod Security Standards", Host Probes / Lifecycle Hooks (v1.34+). */
export const podSecurityVersion: Rule = {
  id: 'SAI-ADM-024',
  name: 'pod-security-older-version',
  title: 'Pod Security Standard of an older version',
  rationale:
    'A version that is fixed leaves open what later versions of restricted ask for: before v1.34, any host in probes and lifecycle handlers, by which a kubelet calls addresses that the pod may not reach.',
  severity: Severity.LOW,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Namespace'] }] },
  cel: `
    object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('privileged') != 'restricted'
    || !object.metadata.?labels[?'pod-security.kubernetes.io/enforce-version'].orValue('latest').matches(r'^v1[.](2[5-9]|3[0-3])$')
  `,
  message: 'restricted is enforced in a version that takes any host in probes and lifecycle handlers',
  fix: 'set enforce-version to latest, or to v1.34 and newer; until then, SAI-POD-018 finds such hosts',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
};
