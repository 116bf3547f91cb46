import { Problem } from '../private/problems';

/** More GPUs than any ACK instance type has. */
const MOST = 16;

/** Scheduling modes of ACK in which several pods share a GPU. */
const SHARING_MODES = ['cgpu', 'core_mem', 'share', 'mps'];

/** Options of whole GPUs. */
export interface ExclusiveGpuOptions {
  /**
   * Card, as ACK labels its nodes (`aliyun.accelerator/nvidia_name`), for example `NVIDIA-A10`.
   *
   * @default - any card
   */
  readonly card?: string;
}

/** How much of which GPU a replica gets. */
export class Gpu {
  /**
   * Whole GPUs that no other pod uses.
   *
   * @param count GPUs of one replica, 1 to 16
   * @param options which card
   */
  public static exclusive(count: number, options: ExclusiveGpuOptions = {}): Gpu {
    return new Gpu(count, options.card);
  }

  private constructor(
    /** GPUs of one replica. */
    public readonly count: number,
    private readonly card: string | undefined,
  ) {}

  /** @internal */
  public _resources(): Record<string, string> {
    return { 'nvidia.com/gpu': String(this.count) };
  }

  /**
   * ACK labels every GPU node with its number of cards. A node without the scheduling label hands out whole GPUs, so
   * the modes that share are excluded rather than the label `default` required.
   *
   * @internal
   */
  public _nodeRequirements(): object[] {
    return [
      this.card === undefined
        ? { key: 'aliyun.accelerator/nvidia_count', operator: 'Exists' }
        : { key: 'aliyun.accelerator/nvidia_name', operator: 'In', values: [this.card] },
      { key: 'ack.node.gpu.schedule', operator: 'NotIn', values: SHARING_MODES },
    ];
  }

  /** @internal */
  public _tolerations(): object[] {
    return [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }];
  }

  /** @internal */
  public _problems(): Problem[] {
    if (Number.isInteger(this.count) && this.count >= 1 && this.count <= MOST) {
      return [];
    }
    return [
      {
        what: 'number of GPUs is not one that a node has',
        got: this.count,
        allowed: `a whole number from 1 to ${MOST}`,
        fix: 'ask for at least one GPU, or for a share of one by another factory of Gpu',
      },
    ];
  }
}
