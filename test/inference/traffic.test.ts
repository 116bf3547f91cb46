import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { manifest, newChart, newService } from './fixtures';
import { Caller, Mesh } from '../../lib';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } });
const PROMETHEUS = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

test('nobody reaches a service that names no caller', () => {
  const service = newService();
  expect(manifest(service, 'NetworkPolicy').spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [] });
  expect(manifest(service, 'AuthorizationPolicy').spec).toMatchObject({ action: 'ALLOW', rules: [] });
});

test('a caller may send requests and list models, a scraper may read metrics, and nobody anything else', () => {
  const service = newService();
  service.connections.allowFrom(GATEWAY);
  service.connections.allowScrapeFrom(PROMETHEUS);
  const [callers, scraper] = manifest(service, 'AuthorizationPolicy').spec.rules;
  expect(callers.from).toEqual([{ source: { principals: ['cluster.local/ns/gateway/sa/llm-gateway'] } }]);
  const operations = new Map(callers.to.map(({ operation }: any) => [operation.methods[0], operation]));
  expect(operations.get('POST')).toMatchObject({
    paths: expect.arrayContaining(['/v1/chat/completions', '/v1/completions']),
    ports: ['8000'],
  });
  expect(operations.get('GET')).toMatchObject({ paths: ['/v1/models'] });
  expect(scraper).toEqual({
    from: [{ source: { principals: ['cluster.local/ns/monitoring/sa/prometheus'] } }],
    to: [{ operation: { methods: ['GET'], paths: ['/metrics'], ports: ['8000'] } }],
  });
});

test('the network lets in declared pods on the serving port only', () => {
  const service = newService();
  service.connections.allowFrom(GATEWAY);
  expect(manifest(service, 'NetworkPolicy').spec.ingress).toEqual([
    {
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
          podSelector: { matchLabels: { app: 'gateway' } },
        },
      ],
      ports: [{ port: 8000, protocol: 'TCP' }],
    },
  ]);
});

test('a cdk8s-plus workload is a caller', () => {
  const chart = newChart();
  const account = new kplus.ServiceAccount(chart, 'Account', { metadata: { name: 'web' } });
  const deployment = new kplus.Deployment(chart, 'Web', {
    serviceAccount: account,
    podMetadata: { labels: { app: 'web' } },
    containers: [{ image: 'web' }],
  });
  const service = newService({}, chart);
  service.connections.allowFrom(Caller.fromPeer(deployment, account));
  const [{ from }] = manifest(service, 'NetworkPolicy').spec.ingress;
  expect(from[0].namespaceSelector.matchLabels).toEqual({ 'kubernetes.io/metadata.name': 'inference' });
  expect(Object.keys(from[0].podSelector.matchLabels)).toEqual([kplus.Pod.ADDRESS_LABEL]);
  expect(manifest(service, 'AuthorizationPolicy').spec.rules[0].from[0].source.principals).toEqual([
    'cluster.local/ns/inference/sa/web',
  ]);
});

test('a caller whose account is a wildcard is refused', () => {
  const caller = Caller.workload({ namespace: 'gateway', serviceAccount: '*' });
  expect(() => newService().connections.allowFrom(caller)).toThrow(
    '[llm/Qwen] service account of a caller is not a single name: got "*"',
  );
});

test('pods leave for DNS pods and the mesh control plane only, never for the metadata service', () => {
  const { egress } = manifest(newService(), 'NetworkPolicy').spec;
  expect(egress).toHaveLength(2);
  expect(egress[0].to[0].podSelector.matchLabels).toEqual({ 'k8s-app': 'kube-dns' });
  expect(egress[1].ports).toEqual([{ port: 15012, protocol: 'TCP' }]);
});

test('a range that holds the metadata service excludes it', () => {
  const mesh = Mesh.asm({ controlPlaneCidrs: ['100.64.0.0/10', '192.168.0.0/16'] });
  const [, { to }] = manifest(newService({ mesh }), 'NetworkPolicy').spec.egress;
  expect(to).toEqual([
    { ipBlock: { cidr: '100.64.0.0/10', except: ['100.100.100.200/32'] } },
    { ipBlock: { cidr: '192.168.0.0/16' } },
  ]);
});

test.each([['0.0.0.0/0'], ['10.0.0.0'], ['fd00::/8']])('a mesh range of %s is refused', (cidr) => {
  expect(() => newService({ mesh: Mesh.asm({ controlPlaneCidrs: [cidr] }) })).toThrow('is not a bounded IPv4 range');
});

test('mTLS is strict, and kubelet probes go through the agent of the sidecar', () => {
  const service = newService();
  expect(manifest(service, 'PeerAuthentication').spec).toMatchObject({ mtls: { mode: 'STRICT' } });
  expect(manifest(service, 'Deployment').spec.template.metadata).toMatchObject({
    labels: { 'sidecar.istio.io/inject': 'true' },
    annotations: { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true', 'sidecar.istio.io/nativeSidecar': 'true' },
  });
});

test('every policy selects the pods of the service, and the Service does too', () => {
  const service = newService();
  const labels = manifest(service, 'Deployment').spec.template.metadata.labels;
  const selectors = [
    manifest(service, 'Deployment').spec.selector.matchLabels,
    manifest(service, 'Service').spec.selector,
    manifest(service, 'NetworkPolicy').spec.podSelector.matchLabels,
    manifest(service, 'PeerAuthentication').spec.selector.matchLabels,
    manifest(service, 'AuthorizationPolicy').spec.selector.matchLabels,
    manifest(service, 'PodDisruptionBudget').spec.selector.matchLabels,
  ];
  for (const selector of selectors) {
    expect(selector).toEqual({
      'app.kubernetes.io/instance': 'qwen',
      'app.kubernetes.io/component': 'inference-server',
    });
    expect(labels).toMatchObject(selector);
  }
});

test('the Service stays in the cluster and says what it speaks', () => {
  expect(manifest(newService(), 'Service').spec).toMatchObject({
    type: 'ClusterIP',
    ports: [{ name: 'http', port: 8000, targetPort: 'http', appProtocol: 'http' }],
  });
});

test('every object carries the recommended labels and its namespace', () => {
  const chart = newChart();
  newService({}, chart);
  for (const object of chart.toJson()) {
    expect(object.metadata).toMatchObject({
      name: 'qwen',
      namespace: 'inference',
      labels: {
        'app.kubernetes.io/name': 'vllm',
        'app.kubernetes.io/instance': 'qwen',
        'app.kubernetes.io/version': '0.33.0',
        'app.kubernetes.io/component': 'inference-server',
        'app.kubernetes.io/part-of': 'qwen',
        'app.kubernetes.io/managed-by': 'ack-secure-inference',
      },
    });
  }
  expect(chart).toBeInstanceOf(Chart);
});
