import { App, Chart, Testing } from 'cdk8s';
import { KubernetesVersion, SecureNamespace, SecureNamespaceProps } from '../../lib';

function synthesize(props: Partial<SecureNamespaceProps> = {}): Map<string, any> {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'platform');
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4, ...props });
  return new Map(chart.toJson().map((object: any) => [object.kind, object]));
}

test('the namespace enforces, audits and warns restricted of one version, and injects the mesh sidecar', () => {
  const { metadata } = synthesize({ kubernetesVersion: KubernetesVersion.V1_35 }).get('Namespace');
  expect(metadata.labels).toEqual({
    'app.kubernetes.io/managed-by': 'ack-secure-inference',
    'istio-injection': 'enabled',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'v1.35',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': 'v1.35',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'v1.35',
  });
});

test('the namespace itself has none, even in a chart that has one', () => {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'platform', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 });
  const [namespace, quota] = chart.toJson();
  expect(namespace.metadata).not.toHaveProperty('namespace');
  expect(quota.metadata).toHaveProperty('namespace', 'inference');
});

test('cloud identity is injected only where it is used', () => {
  const label = 'pod-identity.alibabacloud.com/injection';
  expect(synthesize().get('Namespace').metadata.labels).not.toHaveProperty([label]);
  expect(synthesize({ cloudIdentity: true }).get('Namespace').metadata.labels).toHaveProperty([label], 'on');
});

test('gpus are bounded, and no Service leaves the cluster', () => {
  expect(synthesize().get('ResourceQuota')).toMatchObject({
    metadata: { namespace: 'inference' },
    spec: { hard: { 'requests.nvidia.com/gpu': '4', 'services.loadbalancers': '0', 'services.nodeports': '0' } },
  });
});

test('a container that says nothing, such as an injected sidecar, gets requests and limits', () => {
  const [limits] = synthesize().get('LimitRange').spec.limits;
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    expect(limits.default).toHaveProperty([resource]);
    expect(limits.defaultRequest).toHaveProperty([resource]);
  }
});

test('traffic that no policy allows is denied for every pod', () => {
  expect(synthesize().get('NetworkPolicy').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [],
    egress: [],
  });
});

test.each([-1, 0.5, NaN])('a quota of %d gpus is refused', (gpus) => {
  expect(() => synthesize({ gpus })).toThrow('[platform/Namespace] number of gpus is out of bounds');
});

test('a name that is no DNS label is refused', () => {
  expect(() => synthesize({ name: 'Inference' })).toThrow('[platform/Namespace] namespace is not a DNS label');
});
