import { EngineWorkMetrics } from '../../engines/engine-profile';

/** Labels by which the metrics of GPUs name the pod that uses one. */
export interface GpuMetricLabels {
  readonly pod: string;
  readonly namespace: string;
}

/** What alerts and dashboards of one service are made from. */
export interface MonitoringFacts {
  readonly service: string;
  readonly namespace: string;
  /** Pattern of the names of its pods, for metrics of others that know a pod by its name only. */
  readonly podNames: string;
  /** Name of the engine's container. */
  readonly container: string;
  /** Name of the engine's port, which its scrapes are told by. */
  readonly port: string;
  readonly queueMetric: string;
  readonly workMetrics?: EngineWorkMetrics;
  /** Requests that may wait in a replica; undefined where none may. */
  readonly queueLimit?: number;
  /** Seconds until a replica that starts must serve. */
  readonly startSeconds: number;
  /** Who reports requests of the mesh: the sidecar of the pod, the waypoint, or nobody. */
  readonly meshReporter?: 'destination' | 'waypoint';
  /** Whether an agent beside the engine reports the certificate of the pod. */
  readonly hasMeshAgent: boolean;
  readonly gpuLabels: GpuMetricLabels;
  /** Tokens in a second below which no caller is reported for a burst. */
  readonly burstTokensPerSecond: number;
}

/** Selector of the series that the service's PodMonitor scrapes. */
export function scraped({ namespace, service }: MonitoringFacts, ...more: string[]): string {
  return braces(`namespace="${namespace}"`, `job="${namespace}/${service}"`, ...more);
}

/** Selector of whether the engine answered its last scrape. */
export function engineUp(facts: MonitoringFacts): string {
  return `up${scraped(facts, `endpoint="${facts.port}"`)} == 1`;
}

/** Selector of the requests that the mesh saw for the service: in its own pods, or in a waypoint that many have. */
export function requests(facts: MonitoringFacts, ...more: string[]): string {
  return facts.meshReporter === 'destination'
    ? scraped(facts, 'reporter="destination"', ...more)
    : braces(
        'reporter="waypoint"',
        `destination_service_namespace="${facts.namespace}"`,
        `destination_service_name="${facts.service}"`,
        ...more,
      );
}

/** Share of a GPU's time in which it computes, by pod of the service. */
export function gpuBusy({ namespace, podNames, gpuLabels }: MonitoringFacts): string {
  const selector = braces(`${gpuLabels.namespace}="${namespace}"`, `${gpuLabels.pod}=~"${podNames}"`);
  const byPod = `max by (${gpuLabels.pod}) (DCGM_FI_PROF_GR_ENGINE_ACTIVE${selector})`;
  return `label_replace(${byPod}, "pod", "$1", "${gpuLabels.pod}", "(.+)")`;
}

/** Tokens in a second, prompts and answers together. */
export function tokenRate(facts: MonitoringFacts, work: EngineWorkMetrics, by: string): string {
  const rate = (metric: string) => `sum${by} (rate(${metric}${scraped(facts)}[5m]))`;
  return `(${rate(work.promptTokens)} + ${rate(work.generatedTokens)})`;
}

export function braces(...matchers: string[]): string {
  return `{${matchers.join(', ')}}`;
}
