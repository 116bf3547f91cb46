import { EmittedObject } from './contribution';
import { ScaleTarget } from './scale-target';
import { EngineProfile } from '../engines/engine-profile';
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

/** Options of scaling by KEDA. */
export interface KedaOptions extends QueueDepthOptions {
  /** Address of a Prometheus that has the engine's metrics, for example `http://prometheus.monitoring:9090`. */
  readonly prometheusAddress: string;

  /**
   * Share of the engine's cache in percent above which another replica is added, before requests have to wait.
   *
   * @default 80
   */
  readonly cachePercent?: number;
}

/** What an autoscaler is made from. */
interface ScalingContext {
  readonly name: string;
  readonly namespace: string;
  readonly target: ScaleTarget;
  /** Pattern of the names of the pods. */
  readonly podNames: string;
  readonly profile: EngineProfile;
}

interface ScalingParts {
  readonly waitingPerReplica: number;
  readonly autoscaler: (context: ScalingContext) => EmittedObject;
  readonly problems: Problem[];
}

const WAITING_PER_REPLICA = 5;

const CACHE_PERCENT = 80;

/** A replica takes minutes to load its weights: dropping one for a short lull costs more than keeping it. */
const SLOW_SCALE_DOWN = {
  scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] },
};

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
    const waitingPerReplica = options.waitingPerReplica ?? WAITING_PER_REPLICA;
    const { min, max } = options;
    return new Scaling(min, max, {
      waitingPerReplica,
      autoscaler: (context) => horizontalPodAutoscaler(context, min, max, waitingPerReplica),
      problems: [],
    });
  }

  /**
   * As many replicas as waiting requests and full caches need, through KEDA (`keda.sh/v1alpha1`).
   *
   * @param options bounds, targets and Prometheus
   */
  public static keda(options: KedaOptions): Scaling {
    const waitingPerReplica = options.waitingPerReplica ?? WAITING_PER_REPLICA;
    return new Scaling(options.min, options.max, {
      waitingPerReplica,
      autoscaler: (context) => scaledObject(context, options, waitingPerReplica),
      problems: checkKeda(options),
    });
  }

  private constructor(
    /** Fewest replicas. */
    public readonly min: number,
    /** Most replicas. */
    public readonly max: number,
    private readonly parts?: ScalingParts,
  ) {}

  /** Whether the number of replicas changes with the load. */
  public get isAutomatic(): boolean {
    return this.parts !== undefined;
  }

  /** @internal */
  public _objects(context: ScalingContext): EmittedObject[] {
    return this.parts ? [this.parts.autoscaler(context)] : [];
  }

  /** @internal */
  public _problems(): Problem[] {
    const whole = (value: number) => Number.isInteger(value) && value >= 1;
    const problems: Problem[] = [...(this.parts?.problems ?? [])];
    if (!whole(this.min) || !whole(this.max) || this.min > this.max) {
      problems.push({
        what: 'replicas are out of bounds',
        got: this.min === this.max ? this.min : `${this.min} to ${this.max}`,
        allowed: 'whole numbers of at least 1, the fewest not above the most',
        fix: 'give at least one replica',
      });
    }
    if (this.parts && !whole(this.parts.waitingPerReplica)) {
      problems.push({
        what: 'waiting requests per replica are out of bounds',
        got: this.parts.waitingPerReplica,
        allowed: 'a whole number of at least 1',
        fix: 'give the number of waiting requests above which another replica is worth its GPUs',
      });
    }
    return problems;
  }
}

function horizontalPodAutoscaler(
  { name, target, profile }: ScalingContext,
  min: number,
  max: number,
  waitingPerReplica: number,
): EmittedObject {
  const metric = { name: profile.queueMetric };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name,
    body: {
      spec: {
        scaleTargetRef: target,
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          { type: 'Pods', pods: { metric, target: { type: 'AverageValue', averageValue: String(waitingPerReplica) } } },
        ],
        behavior: SLOW_SCALE_DOWN,
      },
    },
  };
}

function scaledObject(context: ScalingContext, options: KedaOptions, waitingPerReplica: number): EmittedObject {
  const { name, namespace, target, podNames, profile } = context;
  const pods = `{namespace="${namespace}", pod=~"${podNames}"}`;
  const prometheus = (query: string, threshold: number, metricType: string) => ({
    type: 'prometheus',
    metricType,
    metadata: { serverAddress: options.prometheusAddress, query, threshold: String(threshold) },
  });
  const cache = profile.cacheMetric
    ? [prometheus(`avg(${profile.cacheMetric}${pods})`, (options.cachePercent ?? CACHE_PERCENT) / 100, 'Value')]
    : [];
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name,
    body: {
      spec: {
        scaleTargetRef: target,
        minReplicaCount: options.min,
        maxReplicaCount: options.max,
        triggers: [prometheus(`sum(${profile.queueMetric}${pods})`, waitingPerReplica, 'AverageValue'), ...cache],
        advanced: { horizontalPodAutoscalerConfig: { behavior: SLOW_SCALE_DOWN } },
      },
    },
  };
}

function checkKeda({ prometheusAddress, cachePercent = CACHE_PERCENT }: KedaOptions): Problem[] {
  const problems: Problem[] = [];
  if (!/^https?:\/\/[^\s/]+/.test(prometheusAddress)) {
    problems.push({
      what: 'invalid address of Prometheus',
      got: prometheusAddress,
      allowed: 'http://<service>.<namespace>:<port>, or https',
      fix: 'give the address as pods of KEDA reach it',
    });
  }
  if (!(cachePercent >= 1 && cachePercent <= 100)) {
    problems.push({
      what: 'share of the cache is out of bounds',
      got: cachePercent,
      allowed: '1 to 100 percent',
      fix: 'leave it out for 80',
    });
  }
  return problems;
}
