import { Rule } from '../rule';
import { Severity } from '../severity';

export const gpuTaint: Rule = {
  id: 'SAI-NOD-010',
  name: 'gpu-taint-missing',
  title: 'GPU nodes without taint',
  rationale: 'Any pod can be scheduled next to GPU workloads.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: String.raw`
    !(
      resource.?instance_types.orValue([]).exists(type, type.matches(r'^ecs\.(gn|ebmgn|sccgn|vgn)'))
      || resource.?scaling_config.orValue([]).exists(scaling, scaling.?type.orValue('') in ['gpu', 'gpushare'])
    )
    || resource.?taints.orValue([]).exists(taint, taint.?effect.orValue('') in ['NoSchedule', 'NoExecute'])
  `,
  message: 'GPU nodes take every pod, since ACK does not taint them',
  fix: 'add the taint nvidia.com/gpu with effect NoSchedule',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0034'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
