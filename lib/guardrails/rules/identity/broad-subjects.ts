import { Rule } from '../rule';
import { Severity } from '../severity';

export const broadSubjects: Rule = {
  id: 'SAI-IDN-015',
  name: 'broad-subjects',
  title: 'Binding to everyone',
  rationale: 'Groups such as system:authenticated hold every pod and person.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'object',
    kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['RoleBinding', 'ClusterRoleBinding'] }],
  },
  cel: `
    object.?subjects.orValue([]).all(subject,
      !(
        subject.name in ['system:masters', 'system:authenticated', 'system:unauthenticated', 'system:anonymous', 'system:serviceaccounts']
      )
      && !subject.name.startsWith('system:serviceaccounts:')
    )
  `,
  message: 'binding names a group that holds everybody, or system:masters',
  fix: 'bind one ServiceAccount',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.7'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
