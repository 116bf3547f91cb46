import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const wildcards: Rule = {
  id: 'SAI-IDN-017',
  name: 'rbac-wildcard',
  title: 'Wildcard in a role',
  rationale: 'A wildcard also grants what later versions and CRDs add.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: `
    ${NO_RULES} || object.rules.all(rule,
      !('*' in rule.?verbs.orValue([]))
      && !('*' in rule.?resources.orValue([]))
      && !('*' in rule.?apiGroups.orValue([]))
    )
  `,
  message: 'role allows every verb, resource or API group',
  fix: 'list verbs, resources and API groups',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.3'],
    owaspK8s: ['K02'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
