import { SHARED_RESOURCE } from '../../../objects/accelerators';
import { amountsOf } from '../fragments';
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
    [${amountsOf('container', 'limits')}, ${amountsOf('container', 'requests')}].all(amounts,
      !amounts.exists(name, name.contains('/') && name.matches(r'${SHARED_RESOURCE}'))
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
