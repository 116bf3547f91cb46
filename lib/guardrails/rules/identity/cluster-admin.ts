import { HARMLESS_ROLES, POWERFUL_ROLES } from '../../../effective/rights/built-in';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const clusterAdmin: Rule = {
  id: 'SAI-IDN-014',
  name: 'cluster-admin-binding',
  title: 'Powerful built-in role bound',
  rationale: 'Built-in roles write objects, read Secrets or act for the control plane, far beyond what serving needs.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'object',
    kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['RoleBinding', 'ClusterRoleBinding'] }],
  },
  cel: `
    object.roleRef.kind == 'Role'
    || !object.roleRef.name.matches(r'${POWERFUL_ROLES}')
    || object.roleRef.name.matches(r'${HARMLESS_ROLES}')
  `,
  message: 'binding gives a built-in role, which writes objects, reads Secrets or acts for the control plane',
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
