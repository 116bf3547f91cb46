import { Contribution } from './contribution';
import { DraGpuOptions, draClaims } from './gpu-claim';
import { memoryOfCard, memoryOfPartition } from './gpu-memory';
import { GpuNodes } from './gpu-nodes';
import { Problem } from '../private/problems';

/** How a replica's part of a GPU is kept apart from what others run on the same card. */
export enum GpuIsolation {
  /** No other pod uses the card. */
  WHOLE_CARD = 'whole card',

  /** The hardware partitions memory, cache and compute (MIG). */
  HARDWARE_PARTITION = 'hardware partition',

  /** The driver bounds memory and time; pods share the card and its faults (cGPU, MPS). */
  TIME_SHARED = 'time-shared',

  /** There is no GPU. */
  NONE = 'none',
}

/** What decides how GPUs are asked for. */
interface GpuOwner {
  readonly name: string;
  readonly isolation: { _ofGpu(gpu: Contribution): Contribution };
}

/** Options of whole GPUs. */
export interface ExclusiveGpuOptions {
  /**
   * Card, as ACK labels its nodes (`aliyun.accelerator/nvidia_name`), for example `NVIDIA-A10`.
   *
   * @default - any card
   */
  readonly card?: string;

  /**
   * Nodes with the GPUs. Say it for clusters that are not of ACK, such as kind, EKS or GKE.
   *
   * @default GpuNodes.ack()
   */
  readonly nodes?: GpuNodes;
}

/** Options of partitions of a GPU. */
export interface MigGpuOptions {
  /**
   * Nodes with the GPUs. Say it for clusters that are not of ACK, such as EKS or GKE.
   *
   * @default GpuNodes.ack()
   */
  readonly nodes?: GpuNodes;
}

/** Options of a share of a GPU. */
export interface SharedGpuOptions {
  /** GPU memory in GiB, a whole number. */
  readonly memoryGiB: number;

  /**
   * Share of the compute units in percent, 5 to 95, a multiple of 5.
   *
   * @default - as much as is free
   */
  readonly corePercent?: number;
}

/** What decides a factory's pods. */
interface GpuParts {
  readonly count: number;
  readonly isolation: GpuIsolation;
  /** Scheduling mode of the nodes (`ack.node.gpu.schedule`); none for modes that ACK does not schedule itself. */
  readonly schedulingMode?: string;
  readonly resources: Record<string, string>;
  readonly nodeRequirements: object[];
  readonly claims?: DraGpuOptions;
  /** Memory of each GPU in GiB, where something says it. */
  readonly memoryGiB?: number;
  readonly problems: Problem[];
}

/** More GPUs than any ACK instance type has. */
const MOST = 16;

/** How much of which GPU a replica gets. */
export class Gpu {
  /**
   * Whole GPUs that no other pod uses.
   *
   * @param count GPUs of one replica, 1 to 16
   * @param options which card, and on which nodes
   */
  public static exclusive(count: number, options: ExclusiveGpuOptions = {}): Gpu {
    const { card, nodes = GpuNodes.ack() } = options;
    return new Gpu({
      count,
      isolation: GpuIsolation.WHOLE_CARD,
      schedulingMode: nodes._schedulingMode,
      resources: { 'nvidia.com/gpu': String(count) },
      nodeRequirements: nodes._requirements(card),
      memoryGiB: memoryOfCard(card),
      problems: [...checkCount(count), ...nodes._problems(card)],
    });
  }

  /**
   * Partitions of a GPU that the hardware keeps apart (Multi-Instance GPU, mixed strategy of the device plug-in).
   *
   * @param profile partition, for example `1g.10gb`
   * @param count partitions of one replica; 1, since engines cannot join partitions
   * @param options on which nodes
   */
  public static mig(profile: string, count: number = 1, options: MigGpuOptions = {}): Gpu {
    const { nodes = GpuNodes.ack() } = options;
    return new Gpu({
      count,
      isolation: GpuIsolation.HARDWARE_PARTITION,
      resources: { [`nvidia.com/mig-${profile}`]: String(count) },
      nodeRequirements: nodes._requirements(),
      memoryGiB: memoryOfPartition(profile),
      problems: [...checkMigProfile(profile), ...checkMigCount(count), ...nodes._problems()],
    });
  }

  /**
   * A share of a GPU whose memory, and if asked compute, ACK's cGPU bounds. Only on ACK: needs the cloud-native AI suite and nodes in
   * the mode `cgpu`, or `core_mem` when compute is bounded. Pods on a card share its faults: not for untrusted models.
   *
   * @param options memory and compute
   */
  public static shared(options: SharedGpuOptions): Gpu {
    const { memoryGiB, corePercent } = options;
    return Gpu.timeShared(corePercent === undefined ? 'cgpu' : 'core_mem', memoryGiB, corePercent);
  }

  /**
   * A share of a GPU through NVIDIA's Multi-Process Service, as ACK schedules it. Only on ACK. Pods share one server process and its faults: not for
   * untrusted models.
   *
   * @param options memory and compute
   */
  public static mps(options: SharedGpuOptions): Gpu {
    return Gpu.timeShared('mps', options.memoryGiB, options.corePercent);
  }

  /**
   * GPUs that Dynamic Resource Allocation chooses (`resource.k8s.io/v1`, Kubernetes 1.34).
   *
   * @param options device class and number
   */
  public static dra(options: DraGpuOptions): Gpu {
    return new Gpu({
      count: options.count ?? 1,
      isolation: GpuIsolation.WHOLE_CARD,
      resources: {},
      nodeRequirements: [],
      claims: options,
      problems: checkCount(options.count ?? 1),
    });
  }

  /** No GPU: the engine computes on the CPU. */
  public static none(): Gpu {
    return new Gpu({ count: 0, isolation: GpuIsolation.NONE, resources: {}, nodeRequirements: [], problems: [] });
  }

  private static timeShared(schedulingMode: string, memoryGiB: number, corePercent: number | undefined): Gpu {
    const core: Record<string, string> =
      corePercent === undefined ? {} : { 'aliyun.com/gpu-core.percentage': String(corePercent) };
    return new Gpu({
      count: 1,
      isolation: GpuIsolation.TIME_SHARED,
      schedulingMode,
      resources: { 'aliyun.com/gpu-mem': String(memoryGiB), ...core },
      nodeRequirements: [{ key: 'ack.node.gpu.schedule', operator: 'In', values: [schedulingMode] }],
      memoryGiB,
      problems: checkShare(memoryGiB, corePercent),
    });
  }

  private constructor(private readonly parts: GpuParts) {}

  /** GPUs, or partitions of one, that a replica gets; 0 without a GPU. */
  public get count(): number {
    return this.parts.count;
  }

  /** What keeps the replica apart from others on the same card. */
  public get isolation(): GpuIsolation {
    return this.parts.isolation;
  }

  /** Value of the node label `ack.node.gpu.schedule` that node pools for this service need. */
  public get schedulingMode(): string | undefined {
    return this.parts.schedulingMode;
  }

  /** Extended resources of one replica, by name. */
  public get resources(): { [name: string]: string } {
    return { ...this.parts.resources };
  }

  /**
   * Devices of a class that a replica claims.
   *
   * @internal
   */
  public get _claimed(): DraGpuOptions | undefined {
    return this.parts.claims;
  }

  /** Whether the scheduler allocates devices by claims instead of counting resources. */
  public get isClaimed(): boolean {
    return this.parts.claims !== undefined;
  }

  /**
   * GPU memory of a pod in GiB, where something says it.
   *
   * @internal
   */
  public get _memoryGiB(): number | undefined {
    const { count, memoryGiB } = this.parts;
    return memoryGiB && memoryGiB * count;
  }

  /** @internal */
  public _contribution({ name, isolation }: GpuOwner): Contribution {
    const { resources, nodeRequirements, claims, count } = this.parts;
    return isolation._ofGpu({
      resources,
      nodeRequirements,
      tolerations: count > 0 ? [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] : [],
      ...(claims && draClaims(name, claims)),
    });
  }

  /** @internal */
  public _problems(): Problem[] {
    return this.parts.problems;
  }
}

function checkCount(count: number): Problem[] {
  return isWhole(count, 1, MOST)
    ? []
    : [
        {
          what: 'invalid number of GPUs',
          got: count,
          allowed: `a whole number from 1 to ${MOST}`,
          fix: 'ask for at least one GPU, or for a share of one by another factory of Gpu',
        },
      ];
}

function checkMigProfile(profile: string): Problem[] {
  return /^[1-7]g\.\d{1,3}gb(\.me)?$/.test(profile)
    ? []
    : [
        {
          what: 'invalid MIG profile',
          got: profile,
          allowed: '<compute slices>g.<memory>gb, for example 1g.10gb',
          fix: 'name a profile that `nvidia-smi mig -lgip` lists on the node',
        },
      ];
}

function checkMigCount(count: number): Problem[] {
  return count === 1
    ? []
    : [
        {
          what: 'invalid number of MIG partitions',
          got: count,
          allowed: '1: partitions have no peer-to-peer transport, so that an engine cannot spread a model over them',
          fix: 'ask for a larger profile, or for whole GPUs',
        },
      ];
}

function checkShare(memoryGiB: number, corePercent: number | undefined): Problem[] {
  const problems: Problem[] = [];
  if (!isWhole(memoryGiB, 1, 1024)) {
    problems.push({
      what: 'GPU memory of a share is out of bounds',
      got: memoryGiB,
      allowed: 'a whole number of GiB of at least 1',
      fix: 'give what the weights and the cache of a replica need',
    });
  }
  if (corePercent !== undefined && (!isWhole(corePercent, 5, 95) || corePercent % 5 !== 0)) {
    problems.push({
      what: 'compute of a share is out of bounds',
      got: corePercent,
      allowed: 'a multiple of 5 from 5 to 95 percent',
      fix: 'leave it out to use what is free, or ask for the whole card: Gpu.exclusive(1)',
    });
  }
  return problems;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
