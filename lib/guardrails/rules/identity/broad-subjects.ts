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
      subject.kind == 'ServiceAccount'
      || !subject.name.startsWith('system:')
      || (subject.kind == 'User' && subject.name.startsWith('system:serviceaccount:'))
    )
  `,
  message: 'binding names a group or user of the system, such as system:authenticated, system:masters or system:nodes',
  fix: 'bind one ServiceAccount',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0035'],
    cis: ['5.1.7'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
