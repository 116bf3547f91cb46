import { POD_WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const surge: Rule = {
  id: 'SAI-AVL-007',
  name: 'rollout-needs-spare-gpus',
  title: 'Rolling update needs spare GPUs',
  rationale: 'With maxSurge the roll-out waits for GPUs that the cluster may not have.',
  severity: Severity.LOW,
  match: { subject: 'object', kinds: [{ group: 'apps', kinds: ['Deployment'] }] },
  cel: `
    ![object.spec.template].exists(pod, pod.spec.containers.size() > 0 ? ${POD_WANTS_GPU} : false)
    || object.spec.?strategy.?type.orValue('RollingUpdate') == 'Recreate'
    || (
      has(object.spec.strategy)
      && has(object.spec.strategy.rollingUpdate)
      && has(object.spec.strategy.rollingUpdate.maxSurge)
      && string(object.spec.strategy.rollingUpdate.maxSurge) in ['0', '0%']
    )
  `,
  message: 'a roll-out waits for GPUs that are not there',
  fix: 'set strategy.rollingUpdate.maxSurge: 0 and maxUnavailable: 1',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
