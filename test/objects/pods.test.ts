import { containersOf, podsOf } from '../../lib/objects/pods';

const SPEC = {
  containers: [{ name: 'main' }],
  initContainers: [{ name: 'init' }],
  ephemeralContainers: [{ name: 'debug' }],
};
const TEMPLATE = { metadata: { labels: { app: 'a' } }, spec: SPEC };

const at = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, key) => (key === '*' ? [inner] : { [key]: inner }), value) as object;

test.each([
  ['v1', 'PodTemplate', 'template'],
  ['v1', 'ReplicationController', 'spec.template'],
  ['apps/v1', 'Deployment', 'spec.template'],
  ['apps/v1', 'StatefulSet', 'spec.template'],
  ['apps/v1', 'DaemonSet', 'spec.template'],
  ['apps/v1', 'ReplicaSet', 'spec.template'],
  ['batch/v1', 'Job', 'spec.template'],
  ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['argoproj.io/v1alpha1', 'Rollout', 'spec.template'],
  ['serving.knative.dev/v1', 'Service', 'spec.template'],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'spec.leaderWorkerTemplate.leaderTemplate'],
  ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', 'spec.leaderWorkerTemplate.workerTemplate'],
  ['ray.io/v1', 'RayCluster', 'spec.headGroupSpec.template'],
  ['ray.io/v1', 'RayCluster', 'spec.workerGroupSpecs.*.template'],
  ['ray.io/v1', 'RayJob', 'spec.rayClusterSpec.workerGroupSpecs.*.template'],
  ['ray.io/v1', 'RayService', 'spec.rayClusterConfig.headGroupSpec.template'],
])('%s %s has pods at %s', (apiVersion, kind, path) => {
  const [pod, ...others] = podsOf({ apiVersion, kind, ...at(path, TEMPLATE) });
  expect(others).toEqual([]);
  expect(pod).toMatchObject({ path: `${path.replace('.*', '[0]')}.spec`, spec: SPEC, meta: TEMPLATE.metadata });
});

test('a Pod is its own template', () => {
  const [pod] = podsOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: SPEC });
  expect(pod).toMatchObject({ path: 'spec', spec: SPEC, meta: { name: 'a' } });
});

test('a KServe predictor is a pod spec whose engine is in a field of its own', () => {
  const predictor = { model: { name: 'engine' }, containers: [{ name: 'proxy' }] };
  const [pod] = podsOf({ apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', spec: { predictor } });
  expect(containersOf(pod).map(({ path, name }) => [path, name])).toEqual([
    ['spec.predictor.containers[0]', 'proxy'],
    ['spec.predictor.model', 'engine'],
  ]);
});

test('the same kind in another group has no pods', () => {
  expect(podsOf({ apiVersion: 'v1', kind: 'Service', ...at('spec.template', TEMPLATE) })).toEqual([]);
});

test('init and ephemeral containers are containers', () => {
  const [pod] = podsOf({ apiVersion: 'apps/v1', kind: 'Deployment', ...at('spec.template', TEMPLATE) });
  expect(containersOf(pod).map(({ path }) => path)).toEqual([
    'spec.template.spec.containers[0]',
    'spec.template.spec.initContainers[0]',
    'spec.template.spec.ephemeralContainers[0]',
  ]);
});

test.each(['x', { name: 'x' }])('containers that are no list are one of which no rule holds: %j', (containers) => {
  const spec = { template: { spec: { containers } } };
  const [pod] = podsOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
  expect(containersOf(pod)).toEqual([{ path: 'spec.template.spec.containers', name: '', container: undefined }]);
});

test.each([undefined, null, 'text', { template: null }, { template: { spec: { containers: [] } } }])(
  'a malformed object does not throw: %j',
  (spec) => {
    const pods = podsOf({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
    expect(pods.flatMap(containersOf)).toEqual([]);
  },
);
