import { Rule } from '../rule';
import { Severity } from '../severity';

export const clusterAdmin: Rule = {
  id: 'SAI-IDN-014',
  name: 'cluster-admin-binding',
  title: 'Administrator role bound',
  rationale: 'An administrator binding turns the theft of one token into the loss of namespace or cluster.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'object',
    kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['RoleBinding', 'ClusterRoleBinding'] }],
  },
  cel: `object.roleRef.kind == 'Role' || !object.roleRef.name.matches(r'^(cluster-admin|admin)$')`,
  message: 'binding gives the rights of an administrator',
  fix: 'bind a Role with the verbs and names that are needed',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.1'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
  ackPolicy: 'ACKRestrictRoleBindings',
};
