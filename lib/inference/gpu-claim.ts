import { Contribution } from './contribution';
import { contentHash } from '../private/content-hash';

/** Options of GPUs that Dynamic Resource Allocation chooses. */
export interface DraGpuOptions {
  /** DeviceClass of the driver, for example `gpu.nvidia.com`. */
  readonly deviceClass: string;

  /**
   * Devices of one replica, 1 to 16.
   *
   * @default 1
   */
  readonly count?: number;

  /**
   * CEL expressions over `device` that each device must meet.
   *
   * @default - any device of the class
   */
  readonly selectors?: string[];
}

const CLAIM = 'gpu';

/** A claim for each replica, made from a template and released with its pod. */
export function draClaims(owner: string, options: DraGpuOptions): Contribution {
  const selectors = options.selectors?.map((expression) => ({ cel: { expression } }));
  const exactly = { deviceClassName: options.deviceClass, count: options.count ?? 1, selectors };
  const spec = { devices: { requests: [{ name: CLAIM, exactly }] } };
  // the spec of a ResourceClaimTemplate is immutable, and pods of the version before make their claims from the old one
  const name = `${owner}-gpu-${contentHash(spec)}`;
  return {
    claims: [CLAIM],
    pod: { resourceClaims: [{ name: CLAIM, resourceClaimTemplateName: name }] },
    objects: [
      {
        apiVersion: 'resource.k8s.io/v1',
        kind: 'ResourceClaimTemplate',
        name,
        body: { spec: { spec } },
      },
    ],
  };
}
