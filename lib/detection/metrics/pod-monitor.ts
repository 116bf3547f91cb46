/** What a PodMonitor is made from. */
export interface PodMonitorFacts {
  readonly podLabels: Readonly<Record<string, string>>;
  /** Name of the container port that serves the engine's metrics. */
  readonly port: string;
  readonly path: string;
  /** Whether the engine's port takes mutual TLS only and a sidecar reports beside it. */
  readonly hasSidecar: boolean;
  /** Scrape class that holds the scraper's certificate. */
  readonly scrapeClass: string;
}

const INTERVAL = '30s';

/** Metrics of Istio's sidecar that alerts and the dashboard read; it has thousands. */
const SIDECAR_METRICS = 'istio_requests_total|istio_response_bytes_(sum|count)|istio_agent_cert_expiry_seconds';

/**
 * Scrapes engine and sidecar. The engine's port is in the mesh: the scraper shows its certificate, as an operator's scrape
 * class holds it. The sidecar's port is not; the container port that discovery knows is the one beside it.
 *
 * Source: Istio documentation, "Integrations: Prometheus"; Prometheus Operator documentation, "Scrape classes".
 */
export function podMonitorSpec(facts: PodMonitorFacts): object {
  const engine = { port: facts.port, path: facts.path, interval: INTERVAL };
  const selector = { matchLabels: facts.podLabels };
  if (!facts.hasSidecar) {
    return { selector, podMetricsEndpoints: [engine] };
  }
  return {
    selector,
    scrapeClass: facts.scrapeClass,
    podMetricsEndpoints: [
      { ...engine, scheme: 'https' },
      {
        port: 'http-envoy-prom',
        path: '/stats/prometheus',
        scheme: 'http',
        interval: INTERVAL,
        relabelings: [
          // the agent has the metrics of the proxy and its own
          {
            action: 'replace',
            sourceLabels: ['__address__'],
            regex: '(.+):15090',
            replacement: '$1:15020',
            targetLabel: '__address__',
          },
        ],
        metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: SIDECAR_METRICS }],
      },
    ],
  };
}
