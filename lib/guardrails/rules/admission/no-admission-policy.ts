import { Rule } from '../rule';
import { Severity } from '../severity';

export const noAdmissionPolicy: Rule = {
  id: 'SAI-ADM-008',
  name: 'admission-policy-missing',
  title: 'No admission policy',
  rationale: 'Nothing refuses objects that do not come from the pipeline.',
  severity: Severity.LOW,
  match: { subject: 'bundle', within: 'all' },
  cel: `
    !objects.exists(space, space.kind == 'Namespace')
    || objects.exists(policy,
      policy.kind in ['ValidatingAdmissionPolicy', 'ConstraintTemplate', 'ClusterPolicy', 'ValidatingPolicy']
    )
    || objects.exists(space,
      space.kind == 'Namespace'
      && space.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('') in ['baseline', 'restricted']
    )
  `,
  message: 'nothing in these manifests refuses objects that are not hardened',
  fix: 'set the label pod-security.kubernetes.io/enforce, or add the policies that `policies` writes',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
