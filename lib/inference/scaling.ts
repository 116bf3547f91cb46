import { Problem } from '../private/problems';

/** Options of scaling with the number of waiting requests. */
export interface QueueDepthOptions {
  /** Fewest replicas, at least 1. */
  readonly min: number;

  /** Most replicas, each with its own GPUs. */
  readonly max: number;

  /**
   * Waiting requests of one replica above which another is added.
   *
   * @default 5
   */
  readonly waitingPerReplica?: number;
}

/** How many replicas serve. */
export class Scaling {
  /**
   * Always the same number of replicas.
   *
   * @param replicas number of replicas, at least 1
   */
  public static fixed(replicas: number): Scaling {
    return new Scaling(replicas, replicas);
  }

  /**
   * As many replicas as the waiting requests need. The cluster must serve the engine's queue metric as a pod metric
   * (`custom.metrics.k8s.io`).
   *
   * @param options bounds and target
   */
  public static onQueueDepth(options: QueueDepthOptions): Scaling {
    return new Scaling(options.min, options.max, options.waitingPerReplica ?? 5);
  }

  private constructor(
    /** Fewest replicas. */
    public readonly min: number,
    /** Most replicas. */
    public readonly max: number,
    private readonly waitingPerReplica?: number,
  ) {}

  /** Whether the number of replicas changes with the load. */
  public get isAutomatic(): boolean {
    return this.waitingPerReplica !== undefined;
  }

  /** @internal */
  public _autoscalerSpec(deployment: string, queueMetric: string): object {
    return {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment },
      minReplicas: this.min,
      maxReplicas: this.max,
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: queueMetric },
            target: { type: 'AverageValue', averageValue: String(this.waitingPerReplica) },
          },
        },
      ],
      // A replica takes minutes to load its weights: dropping one for a short lull costs more than keeping it.
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] },
      },
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    const whole = (value: number) => Number.isInteger(value) && value >= 1;
    const problems: Problem[] = [];
    if (!whole(this.min) || !whole(this.max) || this.min > this.max) {
      problems.push({
        what: 'replicas are out of bounds',
        got: this.min === this.max ? this.min : `${this.min} to ${this.max}`,
        allowed: 'whole numbers of at least 1, the fewest not above the most',
        fix: 'give at least one replica',
      });
    }
    if (this.waitingPerReplica !== undefined && !whole(this.waitingPerReplica)) {
      problems.push({
        what: 'waiting requests per replica are out of bounds',
        got: this.waitingPerReplica,
        allowed: 'a whole number of at least 1',
        fix: 'give the number of waiting requests above which another replica is worth its GPUs',
      });
    }
    return problems;
  }
}
