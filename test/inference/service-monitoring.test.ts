import { Chart } from 'cdk8s';
import { newService } from './fixtures';
import { AbuseBudget, Caller, guardrails, Mesh, ServiceMonitoring, ServiceMonitoringProps } from '../../lib';
import { objectsOf } from '../support/objects-of';

const SCRAPER = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus', podLabels: { app: 'p' } });

function monitor(props: Partial<ServiceMonitoringProps> = {}, service = newService()) {
  service.connections.allowScrapeFrom(SCRAPER);
  const monitoring = new ServiceMonitoring(Chart.of(service), 'Monitoring', { service, ...props });
  const objects = objectsOf(Chart.of(service));
  const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
  const rules = ofKind('PrometheusRule')[0].spec.groups.flatMap(({ rules: list }: any) => list);
  return { monitoring, ofKind, rules, alerts: rules.map(({ alert }: any) => alert).filter(Boolean) };
}

test('engine and sidecar are scraped with the certificate of the scraper', () => {
  const { ofKind } = monitor();
  const [{ metadata, spec }] = ofKind('PodMonitor');
  expect(metadata).toMatchObject({ name: 'qwen', namespace: 'inference' });
  expect(spec).toMatchObject({
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'qwen' } },
    scrapeClass: 'istio-mtls',
    podMetricsEndpoints: [
      { port: 'http', path: '/metrics', scheme: 'https' },
      { port: 'http-envoy-prom', path: '/stats/prometheus', scheme: 'http' },
    ],
  });
  expect(ofKind('NetworkPolicy')[0].spec.ingress[0].ports).toEqual([
    { port: 8000, protocol: 'TCP' },
    { port: 15020, protocol: 'TCP' },
  ]);
});

test('callers do not reach the metrics of the sidecar', () => {
  const service = newService();
  service.connections.allowFrom(SCRAPER);
  expect((service.object('NetworkPolicy').toJson() as any).spec.ingress[0].ports).toEqual([
    { port: 8000, protocol: 'TCP' },
  ]);
});

test('every alert says what happened and what to do', () => {
  for (const rule of monitor().rules.filter(({ alert }: any) => alert)) {
    expect(rule.labels).toMatchObject({ namespace: 'inference', service: 'qwen' });
    expect(rule.annotations.summary).not.toBe('');
    expect(rule.annotations.description.length).toBeGreaterThan(80);
  }
});

const MESH_ALERTS = ['InferenceCallersDenied', 'InferenceOversizedRequests', 'InferenceCallersThrottled'];

test('a waypoint reports requests, and no agent a certificate', () => {
  const mesh = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
  const { ofKind, rules, alerts } = monitor({}, newService({ mesh }));
  expect(ofKind('PodMonitor')[0].spec.podMetricsEndpoints).toEqual([
    { port: 'http', path: '/metrics', interval: '30s' },
  ]);
  expect(alerts).toEqual(expect.arrayContaining(MESH_ALERTS));
  expect(alerts).not.toContain('InferenceCertificateExpiring');
  const denied = rules.find(({ alert }: any) => alert === 'InferenceCallersDenied');
  expect(denied.expr).toContain(
    '{reporter="waypoint", destination_service_namespace="inference", destination_service_name="qwen"',
  );
});

test('without a mesh nobody knows callers', () => {
  const mesh = Mesh.none({ reason: 'a test of what is written without a mesh' });
  const { alerts } = monitor({}, newService({ mesh }));
  expect(alerts).toEqual([
    'InferenceGpuBusyWithoutRequests',
    'InferenceGpuBusyWithoutEngine',
    'InferenceQueueSaturated',
    'InferenceEngineRestarts',
    'InferenceNotScraped',
  ]);
});

test('a queue that may hold nothing is not watched', () => {
  const abuseBudget = AbuseBudget.of({ queuedRequests: 0 });
  expect(monitor({}, newService({ abuseBudget })).alerts).not.toContain('InferenceQueueSaturated');
});

test('an acceptance that ends is an alert two weeks before', () => {
  const service = newService();
  guardrails.Risk.of(service).acknowledge({
    id: 'SAI-IMG-006',
    reason: 'the image is signed by another team this quarter',
    expires: '2099-06-30',
  });
  const { rules } = monitor({}, service);
  const ending = rules.find(({ alert }: any) => alert === 'InferenceRiskAcceptanceExpiring');
  expect(ending.expr).toBe(`vector(time()) > ${Date.UTC(2099, 5, 17) / 1000}`);
});

test('the dashboard is one for the sidecar of Grafana', () => {
  const [{ metadata, data }] = monitor({ labels: { release: 'prometheus' } }).ofKind('ConfigMap');
  expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' });
  const { panels, uid, title } = JSON.parse(data['inference-qwen-dashboard.json']);
  expect({ uid, title }).toEqual({ uid: 'sai-inference-qwen', title: 'Inference inference/qwen' });
  expect(new Set(panels.map(({ id }: any) => id)).size).toBe(panels.length);
  expect(panels.map(({ gridPos: { x, y } }: any) => `${x},${y}`).slice(0, 3)).toEqual(['0,0', '12,0', '0,8']);
});

test('labels of Prometheus are on what it selects', () => {
  const { ofKind } = monitor({ labels: { release: 'prometheus' } });
  for (const kind of ['PodMonitor', 'PrometheusRule']) {
    expect(ofKind(kind)[0].metadata.labels).toMatchObject({ release: 'prometheus' });
  }
});

test('labels of metrics and tokens that are none are refused', () => {
  expect(() => monitor({ gpuMetricLabels: { pod: 'pod"', namespace: 'ns' } })).toThrow(/GPU metrics for the pod/);
  expect(() => monitor({ burstTokensPerSecond: 0 })).toThrow(/tokens of a burst are out of bounds: got 0/);
});

test('a service that nobody may scrape is an error', () => {
  const service = newService();
  const monitoring = new ServiceMonitoring(Chart.of(service), 'Monitoring', { service });
  expect(monitoring.node.validate()).toEqual([expect.stringMatching(/^\[llm\/Monitoring\] no scraper may reach/)]);
  service.connections.allowScrapeFrom(SCRAPER);
  expect(monitoring.node.validate()).toEqual([]);
});
