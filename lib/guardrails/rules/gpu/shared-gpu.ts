import { LIMITS, REQUESTS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sharedGpu: Rule = {
  id: 'SAI-GPU-004',
  name: 'shared-gpu',
  title: 'GPU shared without hardware isolation',
  rationale: 'Time slicing and cGPU share memory and kernels between pods in one context of the driver.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    [${LIMITS}, ${REQUESTS}].all(amounts,
      !amounts.exists(name,
        name in ['aliyun.com/gpu-mem', 'aliyun.com/gpu-core.percentage', 'nvidia.com/gpu.shared', 'nvidia.com/mps']
      )
    )
  `,
  message: 'the GPU is shared with other pods, without isolation by hardware',
  fix: 'request nvidia.com/gpu or a MIG slice; acknowledge the risk where all pods of the node belong to one tenant',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
