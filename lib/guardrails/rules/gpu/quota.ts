import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { WANTS_GPU } from '../fragments';

export const quota: Rule = {
  id: 'SAI-GPU-009',
  title: 'GPUs without quota',
  severity: Severity.MEDIUM,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(quota, quota.kind == 'ResourceQuota')].all(quotas,
      objects.all(workload,
        !(
          workload.kind in ['Deployment', 'StatefulSet', 'DaemonSet']
          && workload.?spec.?template.?spec.?containers.orValue([]).exists(container, ${WANTS_GPU})
        )
        || quotas.exists(quota,
          quota.metadata.?namespace.orValue('default') == workload.metadata.?namespace.orValue('default')
          && quota.?spec.?hard.orValue({}).exists(name,
            name.startsWith('requests.nvidia.com/') || name.startsWith('requests.aliyun.com/gpu')
          )
        )
      )
    )
  `,
  message: 'a namespace may request any number of GPUs',
  fix: 'add a ResourceQuota with requests.nvidia.com/gpu',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0034'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
