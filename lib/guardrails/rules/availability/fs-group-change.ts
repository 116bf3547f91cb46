import { Rule } from '../rule';
import { Severity } from '../severity';

export const fsGroupChange: Rule = {
  id: 'SAI-AVL-005',
  name: 'fs-group-change-policy',
  title: 'fsGroup changes ownership at every start',
  rationale: 'Changing the owner of all model files delays every start.',
  severity: Severity.LOW,
  match: { subject: 'pod' },
  cel: `
    !(has(pod.spec.securityContext) && has(pod.spec.securityContext.fsGroup))
    || pod.spec.securityContext.?fsGroupChangePolicy.orValue('Always') == 'OnRootMismatch'
  `,
  message: 'owners of all model files are changed at every start',
  fix: 'set securityContext.fsGroupChangePolicy: OnRootMismatch',
  // volumes that were mounted before have the group already
  autofix: { of: 'pod', path: ['securityContext', 'fsGroupChangePolicy'], value: 'OnRootMismatch', doubts: [] },
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
