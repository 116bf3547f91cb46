import { Problem } from '../private/problems';

/** Scheduling modes of ACK in which several pods share a GPU. */
const SHARING_MODES = ['cgpu', 'core_mem', 'share', 'mps'];

/** A node without the scheduling label hands out whole GPUs too, so that the modes that share are excluded. */
const NOT_SHARED = { key: 'ack.node.gpu.schedule', operator: 'NotIn', values: SHARING_MODES };

/** ACK labels every GPU node with its number of cards. */
const ANY_CARD = { key: 'aliyun.accelerator/nvidia_count', operator: 'Exists' };

interface NodeParts {
  /** Match expressions that a node must meet, for one card or any. */
  readonly requirements: (card?: string) => object[];
  /** Value of `ack.node.gpu.schedule` that nodes need. */
  readonly schedulingMode?: string;
  readonly problems: (card?: string) => Problem[];
}

/** Nodes on which whole GPUs and partitions are looked for. */
export class GpuNodes {
  /** GPU nodes of ACK, by the labels that ACK gives them. Pods stay pending in clusters that are not of ACK. */
  public static ack(): GpuNodes {
    return new GpuNodes({
      requirements: (card) => [
        card === undefined ? ANY_CARD : { key: 'aliyun.accelerator/nvidia_name', operator: 'In', values: [card] },
        NOT_SHARED,
      ],
      schedulingMode: 'default',
      problems: () => [],
    });
  }

  /**
   * Nodes with labels, in any cluster, for example `{ 'cloud.google.com/gke-accelerator': 'nvidia-l4' }` on GKE or
   * `{ 'node.kubernetes.io/instance-type': 'g6.xlarge' }` on EKS. Whether a card of theirs is shared is up to the device
   * plug-in there.
   *
   * @param labels labels that a node must have
   */
  public static labelled(labels: { [key: string]: string }): GpuNodes {
    return new GpuNodes({
      requirements: () => Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
      problems: (card) => [...checkLabels(labels), ...checkNoCard(card)],
    });
  }

  /**
   * Any node that offers the resource, for example in kind with a device plug-in. Whether a card is shared is up to the
   * device plug-in.
   */
  public static any(): GpuNodes {
    return new GpuNodes({ requirements: () => [], problems: checkNoCard });
  }

  private constructor(private readonly parts: NodeParts) {}

  /** @internal */
  public _requirements(card?: string): object[] {
    return this.parts.requirements(card);
  }

  /** @internal */
  public get _schedulingMode(): string | undefined {
    return this.parts.schedulingMode;
  }

  /** @internal */
  public _problems(card?: string): Problem[] {
    return this.parts.problems(card);
  }
}

function checkLabels(labels: { [key: string]: string }): Problem[] {
  return Object.keys(labels).length > 0
    ? []
    : [
        {
          what: 'GPU nodes have no labels',
          got: labels,
          allowed: 'at least one node label',
          fix: 'give the labels of the node pool, or say GpuNodes.any()',
        },
      ];
}

function checkNoCard(card?: string): Problem[] {
  return card === undefined
    ? []
    : [
        {
          what: 'card is chosen by a label that only ACK gives to nodes',
          got: card,
          allowed: 'card with GpuNodes.ack(), which is the default',
          fix: 'leave card out, and name the nodes of the card: GpuNodes.labelled({ ... })',
        },
      ];
}
