import { App, Chart, Testing } from 'cdk8s';
import { fakeCluster } from './fake-cluster';
import { Caller, Mesh, SecureGpuInferenceServiceProps, SecureNamespace } from '../../lib';
import { Manifest } from '../../lib/objects/manifest';
import { CONTROLLERS } from '../../lib/preflight/controllers';
import { Need, Verdict } from '../../lib/preflight/lack';
import { preflight } from '../../lib/preflight/preflight';
import { newService } from '../inference/fixtures';

const GPU_NODE = {
  ...{ apiVersion: 'v1', kind: 'Node' },
  metadata: { name: 'gpu-0', labels: { 'aliyun.accelerator/nvidia_count': '8' } },
  spec: { taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }] },
  status: {
    allocatable: { cpu: '96', memory: '512Gi', 'ephemeral-storage': '1Ti', 'nvidia.com/gpu': '8' },
    features: { supplementalGroupsPolicy: true },
    nodeInfo: { kubeletVersion: 'v1.34.1' },
  },
};
const named = (kind: string, name: string, namespace?: string) => ({ kind, metadata: { name, namespace } });
const CLUSTER = [
  GPU_NODE,
  named('PersistentVolumeClaim', 'models', 'inference'),
  ...['calico-node', 'istio-cni-node'].map((name) => named('DaemonSet', name, 'kube-system')),
  named('MutatingWebhookConfiguration', 'istio-sidecar-injector'),
];

/** What a service in a namespace of its own needs. */
function manifests(props: Partial<SecureGpuInferenceServiceProps> = {}): Manifest[] {
  const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'llm', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4, mesh: props.mesh });
  newService(props, chart).connections.allowFrom(Caller.workload({ namespace: 'web', serviceAccount: 'shop' }));
  return chart.toJson();
}

async function missing(cluster: readonly object[], objects = manifests()): Promise<Need[]> {
  return (await preflight(objects, fakeCluster(cluster))).filter(({ verdict }) => verdict === Verdict.MISSING);
}

const without = (...names: string[]) => CLUSTER.filter(({ metadata }) => !names.includes(metadata.name));
const nodeWith = (change: object) => [...without('gpu-0'), { ...GPU_NODE, ...change }];

test('a cluster that has everything lacks nothing; whether images can be pulled is not to be read', async () => {
  const needs = await preflight(manifests(), fakeCluster(CLUSTER));
  expect(
    needs.filter(({ verdict }) => verdict !== Verdict.OK).map(({ check, verdict }) => `${check}: ${verdict}`),
  ).toEqual(['images: unknown']);
  expect(needs.filter(({ verdict }) => verdict === Verdict.OK).length).toBeGreaterThan(10);
});

const NO_FEATURES = { ...GPU_NODE.status, features: {} };
const FEW = { ...GPU_NODE.status, allocatable: { ...GPU_NODE.status.allocatable, 'nvidia.com/gpu': '1' } };

test.each<[string, readonly object[], RegExp]>([
  [
    'volumes',
    without('models'),
    /PersistentVolumeClaim inference\/models is neither in the manifests nor in the cluster/,
  ],
  ['nodes', without('gpu-0'), /none of 0 nodes has the labels and taints/],
  ['nodes', nodeWith({ metadata: { name: 'gpu-0', labels: {} } }), /none of 1 nodes has the labels and taints/],
  ['nodes', nodeWith({ spec: { taints: [{ key: 'team', value: 'a', effect: 'NoSchedule' }] } }), /none of 1 nodes/],
  ['resources', nodeWith({ status: FEW }), /2 pods ask for 1 nvidia.com\/gpu each; 1 nodes that fit have room for 1/],
  ['runtime features', nodeWith({ status: NO_FEATURES }), /supplementalGroupsPolicy: Strict is not there on gpu-0/],
  ['mesh', without('istio-cni-node'), /there is no CNI plug-in of the mesh/],
  ['webhooks', without('istio-sidecar-injector'), /there is no webhook that injects sidecars/],
  [
    'network policies',
    [...without('calico-node'), named('DaemonSet', 'kube-flannel-ds', 'kube-system')],
    /enforces no/,
  ],
])('%s are missing', async (check, cluster, what) => {
  const needs = await missing(cluster);
  expect(needs).toEqual([
    {
      check,
      verdict: Verdict.MISSING,
      what: expect.stringMatching(what),
      neededBy: expect.anything(),
      fix: expect.any(String),
    },
  ]);
  expect(needs[0].neededBy.length).toBeGreaterThan(0);
});

test('kinds that are not installed, or in another version only, are named with who brings them', async () => {
  const scaler = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 's' } };
  const old = { apiVersion: 'security.istio.io/v1beta1', kind: 'AuthorizationPolicy', metadata: { name: 'a' } };
  const needs = await missing(CLUSTER, [scaler, old]);
  expect(needs.map(({ what, fix }) => `${what}; ${fix}`)).toEqual([
    'the cluster has no keda.sh, and so no ScaledObject; install the ACK component ack-keda (KEDA)',
    expect.stringContaining('serves security.istio.io in v1, and no AuthorizationPolicy of security.istio.io/v1beta1'),
  ]);
});

test('a quota that leaves too little is missing, for workloads that are not there yet', async () => {
  const quota = {
    ...named('ResourceQuota', 'gpus', 'inference'),
    status: { hard: { 'requests.nvidia.com/gpu': '4' }, used: { 'requests.nvidia.com/gpu': '3' } },
  };
  const [need] = await missing([...CLUSTER, quota]);
  expect(need.what).toBe('requests.nvidia.com/gpu of ResourceQuota inference/gpus: 1 left, 2 asked for');
  expect(await missing([...CLUSTER, quota, named('Deployment', 'qwen', 'inference')])).toEqual([]);
});

test('an ambient mesh needs its proxy on the nodes', async () => {
  const mesh = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
  const needs = await missing(CLUSTER, manifests({ mesh }));
  expect(needs.map(({ what }) => what)).toContain('there is no node proxy of the ambient mesh');
});

test('a namespace label without its webhook is found', async () => {
  const labels = { 'pod-identity.alibabacloud.com/injection': 'on' };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels } };
  const [need] = await missing(CLUSTER, [namespace]);
  expect(need.what).toBe('there is no webhook that gives cloud credentials');
});

test('what may not be read is unknown, and neither met nor missing', async () => {
  const cluster = fakeCluster(CLUSTER, ['Node', 'DaemonSet', 'MutatingWebhookConfiguration']);
  const needs = (await preflight(manifests(), cluster)).filter(({ verdict }) => verdict !== Verdict.OK);
  expect(new Set(needs.map(({ check, verdict }) => `${check} ${verdict}`))).toEqual(
    new Set(['nodes unknown', 'network policies unknown', 'mesh unknown', 'webhooks unknown', 'images unknown']),
  );
});

test('groups of controllers name what to install', () => {
  for (const { name, install } of Object.values(CONTROLLERS)) {
    expect([name, install].every((text) => text.length > 3)).toBe(true);
  }
});
