import { Contribution } from './contribution';
import { SandboxRuntime } from '../kubernetes/sandbox-runtime';
import { LABEL_VALUE_ONLY } from '../private/label-value';
import { Problem } from '../private/problems';

/** How a pod is kept apart from the node that it runs on. */
export enum IsolationKind {
  /** Namespaces, seccomp and dropped capabilities on the kernel of the node. */
  STANDARD = 'standard',

  /** The kernel of a node that runs nothing else. */
  DEDICATED_NODES = 'dedicated nodes',

  /** A kernel of its own, through a RuntimeClass. */
  SANDBOXED = 'sandboxed',

  /** A virtual machine of its own on ACS, GPUs included. */
  ACS = 'acs',

  /** A virtual machine of its own on a node of yours, with the GPU passed through (Kata with VFIO). */
  KATA_GPU = 'kata gpu',
}

/** Nodes that run one service, or the services of one tenant. */
export interface DedicatedNodesOptions {
  /** Labels of the nodes. */
  readonly nodeLabels: { [key: string]: string };

  /** Key of the taint `<key>=<value>:NoSchedule` that keeps other pods away. */
  readonly taintKey: string;

  /** Value of the taint. */
  readonly taintValue: string;
}

/** Options of ACS pods. */
export interface AcsOptions {
  /** GPU model as ACS names it, for example `GN8IS`; Alibaba Cloud tells the list on request. */
  readonly gpuModel: string;

  /**
   * Compute class: `gpu`, or `gpu-hpn` for capacity that you reserved.
   *
   * @default gpu
   */
  readonly computeClass?: string;
}

/** Options of Kata Containers that pass a GPU through. */
export interface KataGpuOptions {
  /**
   * RuntimeClass that the installation made.
   *
   * @default kata-qemu-nvidia-gpu
   */
  readonly runtimeClassName?: string;

  /** Labels of the nodes that have the runtime and GPUs bound to VFIO. */
  readonly nodeLabels: { [key: string]: string };
}

interface IsolationParts {
  readonly kind: IsolationKind;
  readonly contribution: Contribution;
  readonly runtime?: SandboxRuntime;
  readonly problems?: Problem[];
}

/** What stands between the pod and the node. */
export class Isolation {
  /** The kernel of the node, behind namespaces, seccomp and dropped capabilities. */
  public static standard(): Isolation {
    return new Isolation({ kind: IsolationKind.STANDARD, contribution: {} });
  }

  /**
   * Nodes that no other tenant's pods run on. Pods share a kernel with pods of the same tenant only.
   *
   * @param options labels and taint of the nodes
   */
  public static dedicatedNodes(options: DedicatedNodesOptions): Isolation {
    const toleration = { key: options.taintKey, operator: 'Equal', value: options.taintValue, effect: 'NoSchedule' };
    return new Isolation({
      kind: IsolationKind.DEDICATED_NODES,
      contribution: { nodeSelector: options.nodeLabels, tolerations: [toleration] },
      problems: checkNodes(options.nodeLabels),
    });
  }

  /**
   * A container runtime with a kernel of its own.
   *
   * @param runtime the runtime
   */
  public static sandboxed(runtime: SandboxRuntime): Isolation {
    return new Isolation({
      kind: IsolationKind.SANDBOXED,
      runtime,
      contribution: { nodeSelector: runtime.nodeLabels, pod: { runtimeClassName: runtime.runtimeClassName } },
    });
  }

  /**
   * Only on ACK: pods of Alibaba Cloud Container Compute Service, each in a virtual machine of its own, GPUs included: the way to
   * isolate GPU pods on ACK by hardware. NetworkPolicies are enforced there by an agent that each pod asks for.
   *
   * Source: ACS documentation, "ACS pod instance overview"; labels of ACS pods in ACK Pro clusters.
   *
   * @param options GPU model
   */
  public static acs(options: AcsOptions): Isolation {
    return new Isolation({
      kind: IsolationKind.ACS,
      contribution: {
        labels: {
          'alibabacloud.com/acs': 'true',
          'alibabacloud.com/compute-class': options.computeClass ?? 'gpu',
          'alibabacloud.com/gpu-model-series': options.gpuModel,
        },
        annotations: { 'alibabacloud.com/enable-network-policy-agent': 'true' },
      },
      problems: checkAcs(options),
    });
  }

  /**
   * A virtual machine on a node of yours, with the GPU passed through. Not a product of ACK: you install Kata Containers
   * (3.29 or newer) and the GPU operator (26.3 or newer) on nodes of a pool of their own.
   *
   * @param options RuntimeClass and nodes
   */
  public static kataGpu(options: KataGpuOptions): Isolation {
    return new Isolation({
      kind: IsolationKind.KATA_GPU,
      problems: checkNodes(options.nodeLabels),
      contribution: {
        nodeSelector: options.nodeLabels,
        pod: { runtimeClassName: options.runtimeClassName ?? 'kata-qemu-nvidia-gpu' },
      },
    });
  }

  private constructor(private readonly parts: IsolationParts) {}

  /** How the pod is kept apart. */
  public get kind(): IsolationKind {
    return this.parts.kind;
  }

  /** The sandbox, if it is one. */
  public get runtime(): SandboxRuntime | undefined {
    return this.parts.runtime;
  }

  /**
   * What GPUs add, as these nodes offer them. ACS has no nodes to choose, and a GPU that is bound to VFIO is counted under
   * another name.
   *
   * @internal
   */
  public _ofGpu(gpu: Contribution): Contribution {
    switch (this.kind) {
      case IsolationKind.ACS:
        return { resources: gpu.resources };
      case IsolationKind.KATA_GPU:
        return { ...gpu, resources: { 'nvidia.com/pgpu': gpu.resources?.['nvidia.com/gpu'] ?? '0' } };
      default:
        return gpu;
    }
  }

  /** @internal */
  public _contribution(): Contribution {
    return this.parts.contribution;
  }

  /** @internal */
  public _problems(): Problem[] {
    return this.parts.problems ?? [];
  }
}

function checkNodes(labels: { [key: string]: string }): Problem[] {
  return Object.keys(labels).length > 0
    ? []
    : [
        {
          what: 'isolation names no nodes',
          got: labels,
          allowed: 'at least one node label',
          fix: 'give the labels of the node pool; without them the pod lands on any node',
        },
      ];
}

function checkAcs({ gpuModel, computeClass = 'gpu' }: AcsOptions): Problem[] {
  const problems: Problem[] = [];
  if (!LABEL_VALUE_ONLY.test(gpuModel)) {
    problems.push({
      what: 'GPU model is not a valid label value',
      got: gpuModel,
      allowed: 'up to 63 letters, digits, dots, dashes and underscores',
      fix: 'copy the name from the list that Alibaba Cloud gives for ACS',
    });
  }
  if (!['gpu', 'gpu-hpn'].includes(computeClass)) {
    problems.push({
      what: 'compute class has no GPU',
      got: computeClass,
      allowed: 'gpu, gpu-hpn',
      fix: 'leave it out for gpu',
    });
  }
  return problems;
}
