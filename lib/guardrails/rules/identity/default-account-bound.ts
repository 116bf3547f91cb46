import { Rule } from '../rule';
import { Severity } from '../severity';

export const defaultAccountBound: Rule = {
  id: 'SAI-IDN-016',
  name: 'default-account-binding',
  title: 'Binding to the default service account',
  rationale: 'Every pod that names no account gets these rights.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['RoleBinding', 'ClusterRoleBinding'] }],
  },
  cel: `object.?subjects.orValue([]).all(subject, (subject.kind != 'ServiceAccount' || subject.name != 'default') && !(subject.kind == 'User' && subject.name.matches(r'^system:serviceaccount:[^:]*:default$')))`,
  message: 'binding gives rights to the service account default, which every pod has that names none',
  fix: 'bind a ServiceAccount of its own',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.5'],
    owaspK8s: ['K02'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
