import { DedicatedNodesOptions } from '../inference/isolation';

/** How a node hands out its GPUs: the node label `ack.node.gpu.schedule`. */
export enum GpuScheduling {
  /** Whole GPUs, each for one pod. */
  EXCLUSIVE = 'default',

  /** Whole GPUs, those of a pod close to each other. */
  TOPOLOGY = 'topology',

  /** Shares of a GPU whose memory ACK's cGPU bounds. */
  SHARED_MEMORY = 'cgpu',

  /** Shares of a GPU whose memory and compute ACK's cGPU bounds. */
  SHARED_MEMORY_AND_COMPUTE = 'core_mem',

  /** Shares of a GPU through NVIDIA's Multi-Process Service. */
  MPS = 'mps',
}

/**
 * What the Kubernetes half must know of a pool: plain data, decided when the program runs. It is what
 * `Isolation.dedicatedNodes` takes.
 */
export interface GpuHost extends DedicatedNodesOptions {
  /** Scheduling mode of the nodes; `Gpu.schedulingMode` of the service is to be the same. */
  readonly schedulingMode: string;

  /** Extended resource that a pod asks for. */
  readonly resourceName: string;

  /**
   * RuntimeClass of the sandbox that the nodes have installed.
   *
   * @default - none
   */
  readonly runtimeClassName?: string;
}

/** GPU nodes, made here or elsewhere. */
export interface IGpuNodePool {
  /**
   * What the Kubernetes half must know, so that pods land on these nodes and on no others:
   * `Isolation.dedicatedNodes(pool.host())`.
   *
   * @returns labels, taint and resource as plain data
   */
  host(): GpuHost;
}

/** GPU nodes that are there already. */
export interface GpuNodePoolAttributes extends DedicatedNodesOptions {
  /**
   * How the nodes hand out their GPUs.
   *
   * @default - whole GPUs, each for one pod
   */
  readonly scheduling?: GpuScheduling;

  /**
   * RuntimeClass of the sandbox that the nodes have installed.
   *
   * @default - none
   */
  readonly runtimeClassName?: string;
}
