import { GpuHost } from './gpu-host';
import { ModelLocation } from './model-store';

/** What the Kubernetes half needs of the cloud half: plain data, decided when the program runs. No token is among it. */
export interface WorkloadContext {
  /** Namespace of the workload. */
  readonly namespace: string;

  /** Region of the cluster. */
  readonly region: string;

  /** Nodes of the workload: `Isolation.dedicatedNodes(context.host)`. */
  readonly host: GpuHost;

  /** Where its model lies, and who may mount it: `ModelSource.oss({ ...context.model, name, format, size })`. */
  readonly model: MountedModel;
}

/** A model, with the role that the OSS driver takes to mount it. */
export interface MountedModel extends ModelLocation {
  /** Name of the role. */
  readonly roleName: string;

  /** Service account of the driver's FUSE pods, which the role trusts. */
  readonly fuseServiceAccount: string;
}
