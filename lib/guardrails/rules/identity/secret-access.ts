import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretAccess: Rule = {
  id: 'SAI-IDN-018',
  name: 'secret-access',
  title: 'Role reads Secrets that it does not name',
  rationale: 'Secrets hold credentials of other workloads.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: `
    ${NO_RULES} || object.rules.all(rule,
      !rule.?resources.orValue([]).exists(resource, resource in ['secrets', '*'])
      || !rule.?verbs.orValue([]).exists(verb, verb != 'get')
      && rule.?resourceNames.orValue([]).size() > 0
    )
  `,
  message: 'role reads Secrets that it does not name, or writes them',
  fix: 'allow get only, and list resourceNames',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.2'],
    owaspK8s: ['K02', 'K03'],
    atlas: ['AML.T0055'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
