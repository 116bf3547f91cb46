import { GpuHost, GpuNodePoolAttributes, GpuScheduling } from '../gpu-host';

const SHARES = [GpuScheduling.SHARED_MEMORY, GpuScheduling.SHARED_MEMORY_AND_COMPUTE, GpuScheduling.MPS];

export function isShared(scheduling: GpuScheduling): boolean {
  return SHARES.includes(scheduling);
}

/** What manifests must know of nodes. */
export function hostOf({ scheduling = GpuScheduling.EXCLUSIVE, ...nodes }: GpuNodePoolAttributes): GpuHost {
  return {
    ...nodes,
    schedulingMode: scheduling,
    resourceName: isShared(scheduling) ? 'aliyun.com/gpu-mem' : 'nvidia.com/gpu',
  };
}
