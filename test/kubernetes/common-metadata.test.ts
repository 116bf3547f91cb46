/** Labels and annotations of a platform are on everything, no selector changes, and keys that somebody acts on are refused. */
import { Chart, Testing } from 'cdk8s';
import {
  Caller,
  CommonMetadata,
  InferenceRoute,
  NetworkProbe,
  Scaling,
  SecureGpuInferenceService,
  SecureNamespace,
  ServiceMonitoring,
  ServiceRuntimeRules,
  VerifiedModel,
  Workload,
} from '../../lib';
import { RESERVED_KEYS } from '../../lib/kubernetes/common-metadata';
import { IMAGE, newChart, newService } from '../inference/fixtures';
import { VERIFIED_MODEL } from '../inference/verified-model-props';

const COMMON = {
  labels: { 'cost-centre': '4711', 'example.com/owner': 'ml' },
  annotations: { 'example.com/page': 'https://x' },
};

/** Everything that a platform makes for a service. */
function everything(common: CommonMetadata, service: Parameters<typeof newService>[0] = {}): any[] {
  const chart = newChart();
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4, ...common });
  const made = newService({ ...common, ...service }, chart);
  made.connections.allowFrom(Caller.workload({ namespace: 'inference', serviceAccount: 'gateway' }));
  made.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
  around(chart, made, common);
  return Testing.synth(chart);
}

function around(chart: Chart, service: SecureGpuInferenceService, common: CommonMetadata): void {
  new ServiceMonitoring(chart, 'Monitoring', { service });
  new ServiceRuntimeRules(chart, 'Rules', { service });
  new InferenceRoute(chart, 'Route', {
    ...{ service, gateway: 'gateway', gatewayNamespace: 'gateway', endpointPicker: 'picker' },
    hostnames: ['llm.internal.example.com'],
  });
  new NetworkProbe(chart, 'Probe', { image: IMAGE, serverCidrs: ['192.168.7.0/24'], ...common });
  new VerifiedModel(chart, 'Model', { ...VERIFIED_MODEL, ...common });
}

/** Metadata of objects and of the pods in them; KServe's predictor is one with its pod. */
function metadataOf(objects: readonly any[]): any[] {
  return objects
    .flatMap(({ metadata, spec }) => [
      metadata,
      ...[
        spec?.template?.metadata,
        ...Object.values(spec?.leaderWorkerTemplate ?? {}).map((each: any) => each.metadata),
      ],
      spec?.predictor,
    ])
    .filter(Boolean);
}

const WORKLOADS = {
  Deployment: { workload: Workload.deployment(), pods: 1 },
  LeaderWorkerSet: { workload: Workload.leaderWorkerSet({ size: 2 }), pods: 2 },
  InferenceService: { workload: Workload.kserve(), pods: 1 },
};

test.each(Object.entries(WORKLOADS))('they are on every object and pod of a %s', (_, { workload, pods }) => {
  const objects = everything(COMMON, { workload, scaling: Scaling.fixed(2) });
  expect(objects.length).toBeGreaterThan(25);
  expect(metadataOf(objects).length - objects.length).toBe(4 + pods);
  for (const metadata of metadataOf(objects)) {
    expect(metadata).toMatchObject(COMMON);
  }
});

test('nothing else changes but the hashes in names of jobs', () => {
  const stripped = (objects: readonly any[]) =>
    JSON.stringify(objects, (key, value) => (key in COMMON.labels || key in COMMON.annotations ? undefined : value))
      .replaceAll(/"annotations":\{\},?/g, '')
      .replaceAll(/-[0-9a-f]{10}(?=["' ,.])/g, '-<hash>');
  expect(stripped(everything(COMMON))).toBe(stripped(everything({})));
});

test.each([
  ['app.kubernetes.io/instance', 'selectors use it'],
  ['secure-inference.ack/model-digest', 'records digests'],
  ['pod-security.kubernetes.io/enforce', 'Pod Security Standard'],
  ['container.apparmor.security.beta.kubernetes.io/x', 'Kubernetes reserves'],
  ['leaderworkerset.sigs.k8s.io/size', 'Kubernetes reserves'],
  ['sidecar.istio.io/inject', 'the mesh acts on it'],
  ['istio.io/dataplane-mode', 'the mesh acts on it'],
  ['istio-injection', 'the mesh acts on it'],
  ['pod-identity.alibabacloud.com/injection', 'ACK and ACS act on it'],
  ['k8s.aliyun.com/eci-ram-role-name', 'ACK and ACS act on it'],
  ['policy.sigstore.dev/include', 'images must be signed'],
  ['vault.hashicorp.com/agent-inject', 'a controller acts on it'],
  ['io.kubernetes.cri-o.userns-mode', 'the container runtime acts on it'],
  ['io.katacontainers.config.hypervisor.kernel_params', 'the container runtime acts on it'],
])('%s is refused with the reason, as label and as annotation', (key, reason) => {
  expect(() => newService({ labels: { [key]: 'x' } })).toThrow(reason);
  expect(() => newService({ annotations: { [key]: 'x' } })).toThrow(
    new RegExp(`^\\[llm/Qwen\\] annotation is reserved: .*got "${key}"; allowed: keys that nothing acts on; fix: `),
  );
});

test('keys and values that Kubernetes refuses are refused, all at once', () => {
  const labels = { 'bad key': 'x', good: 'not a value!', token: '${TfToken[TOKEN.0]}' };
  expect(() => newService({ labels, annotations: { 'a/b/c': '' } })).toThrow(
    /cdktf token[\s\S]*label has no valid key: got "bad key"[\s\S]*label good has no valid value[\s\S]*annotation has no valid key/,
  );
  expect(() => newService({ annotations: { large: 'x'.repeat(262_144) } })).toThrow('annotations are too large');
});

test('the other constructs refuse the same', () => {
  const labels = { 'istio.io/rev': 'x' };
  expect(() => new SecureNamespace(newChart(), 'N', { name: 'inference', gpus: 1, labels })).toThrow(
    'label is reserved',
  );
  expect(() => new VerifiedModel(newChart(), 'M', { ...VERIFIED_MODEL, labels })).toThrow('label is reserved');
  const probe = { image: IMAGE, serverCidrs: ['10.0.0.0/24'], labels };
  expect(() => new NetworkProbe(newChart(), 'P', probe)).toThrow('label is reserved');
});

test('every key that the library itself writes is one that users may not set', () => {
  const written = metadataOf(everything({})).flatMap(({ labels = {}, annotations = {} }) =>
    Object.keys({ ...labels, ...annotations }),
  );
  const free = new Set(written.filter((key) => !RESERVED_KEYS.some(({ keys }) => keys.test(key))));
  // what a tool for GitOps or a dashboard reads; the value of the library wins
  expect([...free].sort()).toEqual([
    'argocd.argoproj.io/sync-options',
    'grafana_dashboard',
    'kustomize.toolkit.fluxcd.io/prune',
    'kustomize.toolkit.fluxcd.io/substitute',
  ]);
});
