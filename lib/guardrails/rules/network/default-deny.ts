import { Rule } from '../rule';
import { Severity } from '../severity';

export const defaultDeny: Rule = {
  id: 'SAI-NET-012',
  title: 'Namespace without default deny',
  severity: Severity.HIGH,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'NetworkPolicy')].all(policies,
      objects.all(space,
        space.kind != 'Namespace'
        || policies.exists(policy,
          policy.metadata.?namespace.orValue('default') == space.metadata.name
          && policy.spec.?podSelector.orValue({}).size() == 0
          && ['Ingress', 'Egress'].all(direction, direction in policy.spec.?policyTypes.orValue([]))
          && policy.spec.?ingress.orValue([]).size() == 0
          && policy.spec.?egress.orValue([]).size() == 0
        )
      )
    )
  `,
  message: 'a namespace has no NetworkPolicy that denies what no other allows',
  fix: 'add a NetworkPolicy with podSelector {}, policyTypes [Ingress, Egress] and no rules',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.2'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
