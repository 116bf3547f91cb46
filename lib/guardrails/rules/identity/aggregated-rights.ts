import { Rule } from '../rule';
import { Severity } from '../severity';

export const aggregatedRights: Rule = {
  id: 'SAI-IDN-032',
  name: 'aggregated-rights',
  title: 'Aggregated rights of other roles',
  rationale:
    'An aggregated role grows with every ClusterRole that its selector matches, without anybody binding it anew.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['ClusterRole'] }] },
  cel: `
    object.?aggregationRule.?clusterRoleSelectors.orValue([]).all(selector,
      selector.?matchLabels.orValue({}).size() > 0
      && selector.?matchLabels.orValue({}).all(key, !key.startsWith('rbac.authorization.k8s.io/'))
    )
  `,
  message: 'role collects the rights of any ClusterRole, or those of built-in roles',
  fix: 'select ClusterRoles by a label of your own, with matchLabels',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.3'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
