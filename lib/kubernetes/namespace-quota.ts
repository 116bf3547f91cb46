import { Size } from 'cdk8s';
import { Problem } from '../private/problems';

/** What all pods of a namespace may ask for together, beside whole GPUs. */
export interface NamespaceQuota {
  /**
   * Partitions of GPUs by MIG profile, for example `{ '1g.10gb': 4 }`.
   *
   * @default - none
   */
  readonly mig?: { readonly [profile: string]: number };

  /**
   * Memory of shared GPUs in GiB (cGPU and MPS).
   *
   * @default 0
   */
  readonly gpuMemoryGiB?: number;

  /**
   * Compute of shared GPUs in percent of one GPU.
   *
   * @default 0
   */
  readonly gpuCorePercent?: number;

  /**
   * Devices by DeviceClass of Dynamic Resource Allocation, for example `{ 'gpu.nvidia.com': 4 }`.
   *
   * @default - none
   */
  readonly devices?: { readonly [deviceClass: string]: number };

  /**
   * CPU cores that are requested, those of sidecars counted.
   *
   * @default - not bounded
   */
  readonly cpu?: number;

  /**
   * Memory that is requested, that of sidecars counted.
   *
   * @default - not bounded
   */
  readonly memory?: Size;

  /**
   * Local disk that is requested.
   *
   * @default - not bounded
   */
  readonly ephemeralStorage?: Size;

  /**
   * Storage of all PersistentVolumeClaims.
   *
   * @default - not bounded
   */
  readonly storage?: Size;

  /**
   * Pods that have not ended.
   *
   * @default - not bounded
   */
  readonly pods?: number;

  /**
   * Services of type LoadBalancer, for a gateway.
   *
   * @default 0
   */
  readonly loadBalancers?: number;
}

/**
 * Profiles of cards that ACK has (A10 to H20, B200), each of which a quota has to name: it knows no wildcard.
 *
 * Source: NVIDIA MIG User Guide, "Supported MIG Profiles".
 */
const MIG_PROFILES = [
  ...['1g.5gb', '1g.6gb', '1g.10gb', '1g.12gb', '1g.18gb', '1g.20gb', '1g.23gb', '1g.24gb', '1g.45gb'],
  ...['2g.10gb', '2g.12gb', '2g.20gb', '2g.24gb', '2g.35gb', '2g.45gb', '2g.47gb', '3g.20gb', '3g.40gb', '3g.47gb'],
  ...['3g.48gb', '3g.71gb', '3g.90gb', '3g.93gb', '4g.20gb', '4g.24gb', '4g.40gb', '4g.47gb', '4g.48gb', '4g.71gb'],
  ...['4g.90gb', '4g.93gb', '7g.40gb', '7g.80gb', '7g.94gb', '7g.96gb', '7g.141gb', '7g.180gb', '7g.186gb'],
];

/** Quota of one DeviceClass, https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export const deviceQuota = (deviceClass: string): string => `${deviceClass}.deviceclass.resource.k8s.io/devices`;

/** Quota of claims of any DeviceClass. */
export const CLAIMS = 'count/resourceclaims.resource.k8s.io';

/** `spec.hard` of a ResourceQuota: an accelerator that nobody names may not be asked for. */
export function quotaOf(gpus: number, quota: NamespaceQuota = {}): Record<string, string> {
  const { mig = {}, devices = {}, gpuMemoryGiB = 0, gpuCorePercent = 0 } = quota;
  const profiles = Object.fromEntries([...MIG_PROFILES.map((profile) => [profile, 0]), ...Object.entries(mig)]);
  const claims = Object.values(devices).reduce((sum, count) => sum + count, 0);
  const amounts: Record<string, number | string | undefined> = {
    'requests.nvidia.com/gpu': gpus,
    ...Object.fromEntries(
      Object.entries(profiles).map(([profile, count]) => [`requests.nvidia.com/mig-${profile}`, count]),
    ),
    'requests.aliyun.com/gpu-mem': gpuMemoryGiB,
    'requests.aliyun.com/gpu-core.percentage': gpuCorePercent,
    ...Object.fromEntries(Object.entries(devices).map(([name, count]) => [deviceQuota(name), count])),
    [CLAIMS]: claims,
    'requests.cpu': quota.cpu,
    'requests.memory': quota.memory?.asString(),
    'requests.ephemeral-storage': quota.ephemeralStorage?.asString(),
    'requests.storage': quota.storage?.asString(),
    pods: quota.pods,
    // Services of these types leave the cluster, past the mesh.
    'services.loadbalancers': quota.loadBalancers ?? 0,
    'services.nodeports': 0,
  };
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) => (amount === undefined ? [] : [[name, String(amount)]])),
  );
}

export function checkQuota(gpus: number, quota: NamespaceQuota = {}): Problem[] {
  const { mig = {}, devices = {}, gpuMemoryGiB, gpuCorePercent, cpu, pods, loadBalancers } = quota;
  const counts: [string, number | undefined][] = [
    ['number of gpus', gpus],
    ...Object.entries({ ...mig, ...devices }).map(([name, count]) => [`quota of ${name}`, count] as [string, number]),
    ['quota of GPU memory', gpuMemoryGiB],
    ['quota of GPU compute', gpuCorePercent],
    ['quota of CPU', cpu],
    ['quota of pods', pods],
    ['quota of load balancers', loadBalancers],
  ];
  return counts
    .filter(([, count]) => count !== undefined && (!Number.isInteger(count) || count < 0))
    .map(([what, count]) => ({
      what: `${what} is out of bounds`,
      got: count,
      allowed: 'a whole number of at least 0',
      fix: 'give the sum of what all replicas in the namespace may ask for',
    }));
}
