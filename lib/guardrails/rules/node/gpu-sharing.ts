import { Rule } from '../rule';
import { Severity } from '../severity';

export const gpuSharing: Rule = {
  id: 'SAI-NOD-009',
  name: 'gpu-sharing-pool',
  title: 'GPU sharing on a node pool',
  rationale: 'Pods share the memory and the kernels of a GPU without hardware isolation.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?labels.orValue([]).all(label,
      label.?key.orValue('') != 'ack.node.gpu.schedule' || label.?value.orValue('') in ['default', 'topology']
    )
  `,
  message: 'GPUs of the pool are shared without isolation by hardware',
  fix: 'set ack.node.gpu.schedule = "default"; acknowledge the risk where all pods belong to one tenant',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
