import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { SecureGpuInferenceService } from './secure-gpu-inference-service';
import { AcceptedUntil, dashboard, MonitoringFacts, podMonitorSpec, ruleGroups } from '../detection/metrics';
import { RouteAccess } from '../engines/engine-traffic';
import { portFor } from '../engines/ports';
import { acknowledgedRisks } from '../guardrails/suppressions/acknowledged';
import { MANAGED_BY, NOT_SUBSTITUTED } from '../kubernetes/labels';
import { MeshKind } from '../kubernetes/mesh-kind';
import { Manifest } from '../objects/manifest';
import { podsOf } from '../objects/pods';
import { joinedName } from '../private/joined-name';
import { describe, Problem, Problems } from '../private/problems';

/** Labels by which the metrics of GPUs name the pod that uses one. */
export interface GpuMetricLabels {
  /** Label with the name of the pod. */
  readonly pod: string;

  /** Label with the namespace of the pod. */
  readonly namespace: string;
}

/** Properties of `ServiceMonitoring`. */
export interface ServiceMonitoringProps {
  /** The service that is watched. */
  readonly service: SecureGpuInferenceService;

  /**
   * Scrape class of the Prometheus resource that holds the certificate of the scraper, as Istio's sidecar writes it.
   *
   * Source: Prometheus Operator documentation, "Scrape classes".
   *
   * @default istio-mtls
   */
  readonly scrapeClass?: string;

  /**
   * Labels of the metrics of GPUs (`DCGM_FI_PROF_GR_ENGINE_ACTIVE`).
   *
   * @default - `exported_pod` and `exported_namespace`, as Prometheus renames those of NVIDIA's DCGM exporter
   */
  readonly gpuMetricLabels?: GpuMetricLabels;

  /**
   * Tokens in a second below which no caller is reported for a burst.
   *
   * @default 1000
   */
  readonly burstTokensPerSecond?: number;

  /**
   * Labels by which Prometheus selects monitors and rules, for example `release: kube-prometheus-stack`.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** Who reports the requests of a service. */
const REPORTER: Record<MeshKind, MonitoringFacts['meshReporter']> = {
  [MeshKind.SIDECAR]: 'destination',
  [MeshKind.AMBIENT]: 'waypoint',
  [MeshKind.NONE]: undefined,
};

/**
 * Metrics, alerts and a dashboard of a service, for the Prometheus Operator and Grafana: a PodMonitor, a PrometheusRule and
 * a ConfigMap. Some service must be allowed to scrape: `service.connections.allowScrapeFrom(...)`.
 */
export class ServiceMonitoring extends Construct {
  /**
   * Defines the monitoring.
   *
   * @param scope chart that holds it
   * @param id construct id
   * @param props service and what Prometheus is like
   * @throws InputError if a label of metrics is none, or the number of tokens is not positive
   */
  public constructor(scope: Construct, id: string, props: ServiceMonitoringProps) {
    super(scope, id);
    const { service } = props;
    const problems = new Problems(this.node.path);
    problems.add(...checkProps(props));
    problems.throwIfAny();
    this.node.addValidation({ validate: () => checkScraper(service).map((text) => `[${this.node.path}] ${text}`) });

    const { mesh, engine } = service._plan;
    const facts = factsOf(props);
    this.add(props, 'monitoring.coreos.com/v1', 'PodMonitor', service.name, {
      spec: podMonitorSpec({
        podLabels: service._selector,
        port: facts.port,
        path: engine.profile.routes.find(({ access }) => access === RouteAccess.SCRAPER)?.path ?? '/metrics',
        hasSidecar: mesh.kind === MeshKind.SIDECAR,
        scrapeClass: props.scrapeClass ?? 'istio-mtls',
      }),
    });
    this.add(props, 'monitoring.coreos.com/v1', 'PrometheusRule', service.name, {
      // risks may still be accepted
      spec: Lazy.any({ produce: () => ({ groups: ruleGroups(facts, acceptedUntil(service)) }) }),
    });
    const name = `${service.name}-dashboard`;
    const file = `${joinedName([service.namespace, service.name], 'dashboard')}.json`;
    this.add({ ...props, labels: { grafana_dashboard: '1' } }, 'v1', 'ConfigMap', name, {
      data: { [file]: JSON.stringify(dashboard(facts), undefined, 1) },
    });
  }

  private add(props: ServiceMonitoringProps, apiVersion: string, kind: string, name: string, body: object): void {
    const { namespace, _common } = props.service;
    const labels = { ..._common.labels, ...MANAGED_BY, ...props.labels };
    const metadata = { name, namespace, labels, annotations: { ..._common.annotations, ...NOT_SUBSTITUTED } };
    new ApiObject(this, kind, { apiVersion, kind, metadata, ...body });
  }
}

function factsOf({ service, gpuMetricLabels, burstTokensPerSecond }: ServiceMonitoringProps): MonitoringFacts {
  const { engine, mesh, budget } = service._plan;
  const { profile } = engine;
  const [pod] = podsOf(service._workload.toJson() as Manifest);
  const [container] = pod.spec.containers as any[];
  const { periodSeconds, failureThreshold } = container.startupProbe;
  return {
    service: service.name,
    namespace: service.namespace,
    podNames: service._plan.workload._podNames(service.name),
    container: container.name,
    port: portFor(profile, RouteAccess.SCRAPER).name,
    queueMetric: profile.queueMetric,
    workMetrics: profile.workMetrics,
    queueLimit: budget._engineLimits().queuedRequests || undefined,
    startSeconds: periodSeconds * failureThreshold,
    meshReporter: REPORTER[mesh.kind],
    hasMeshAgent: mesh.kind === MeshKind.SIDECAR,
    gpuLabels: gpuMetricLabels ?? { pod: 'exported_pod', namespace: 'exported_namespace' },
    burstTokensPerSecond: burstTokensPerSecond ?? 1000,
  };
}

function acceptedUntil(service: SecureGpuInferenceService): AcceptedUntil[] {
  return acknowledgedRisks(service).flatMap(({ id, expires }) =>
    expires === undefined ? [] : [{ ruleId: id, constructPath: service.node.path, day: expires }],
  );
}

function checkProps({ gpuMetricLabels, burstTokensPerSecond = 1 }: ServiceMonitoringProps): Problem[] {
  const labels = Object.entries(gpuMetricLabels ?? {}).flatMap(([part, label]) =>
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(label)
      ? []
      : [
          {
            what: `invalid label of GPU metrics for the ${part}`,
            got: label,
            allowed: 'letters, digits and underscores, first no digit',
            fix: 'look at the labels of DCGM_FI_PROF_GR_ENGINE_ACTIVE in Prometheus',
          },
        ],
  );
  return burstTokensPerSecond > 0
    ? labels
    : [
        ...labels,
        {
          what: 'tokens of a burst are out of bounds',
          got: burstTokensPerSecond,
          allowed: 'more than 0 tokens in a second',
          fix: 'leave it out for 1000',
        },
      ];
}

function checkScraper(service: SecureGpuInferenceService): string[] {
  if (service.connections._edges().some(({ access }) => access === RouteAccess.SCRAPER)) {
    return [];
  }
  return [
    describe({
      what: 'no scraper may reach the metrics of the service',
      got: undefined,
      allowed: 'at least one scraper, or no alert ever fires',
      fix: `allow it: service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }))`,
    }),
  ];
}
