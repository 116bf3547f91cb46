import { Rule } from '../rule';
import { Severity } from '../severity';

export const tolerations: Rule = {
  id: 'SAI-GPU-008',
  name: 'tolerates-every-taint',
  title: 'Toleration of every taint',
  rationale: 'The pod can be scheduled on GPU and system nodes that taints protect.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?tolerations.orValue([]).all(toleration,
      toleration.?key.orValue('') != ''
      || toleration.?operator.orValue('Equal') != 'Exists'
      || toleration.?effect.orValue('') == 'PreferNoSchedule'
    )
  `,
  message: 'pod tolerates every taint, so GPU and system nodes are open to it',
  fix: 'name the taint: key nvidia.com/gpu, operator Exists, effect NoSchedule',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0034'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
