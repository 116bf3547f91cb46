import { Manifest } from '../../../lib/objects/manifest';
import { containersOf, heldBy, podsOf, withEmbedded } from '../../../lib/objects/pods';

const CONTAINER = { name: 'c', image: 'x', securityContext: { privileged: true } };
const SPEC = { hostPID: true, containers: [CONTAINER] };
const TEMPLATE = { metadata: { labels: { app: 'a' } }, spec: SPEC };

const object = (apiVersion: string, kind: string, rest: object): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'x' }, ...rest }) as Manifest;

const placesOf = (manifest: Manifest) =>
  podsOf(manifest).map((pod) => [pod.path, pod.piece, ...containersOf(pod).map(({ path }) => path)]);

test.each<[string, string, object, unknown[]]>([
  [
    'kubeflow.org/v1',
    'PyTorchJob',
    { spec: { pytorchReplicaSpecs: { Master: { template: TEMPLATE } } } },
    ['spec.pytorchReplicaSpecs.Master.template.spec'],
  ],
  [
    'workloads.x-k8s.io/v1alpha1',
    'RoleBasedGroup',
    { spec: { roles: [{ name: 'r', template: TEMPLATE }] } },
    ['spec.roles[0].template.spec'],
  ],
  ['ray.io/v1', 'RayJob', { spec: { submitterPodTemplate: TEMPLATE } }, ['spec.submitterPodTemplate.spec']],
  [
    'serving.kserve.io/v1alpha1',
    'LLMInferenceService',
    { spec: { prefill: { worker: SPEC } } },
    ['spec.prefill.worker'],
  ],
  [
    'serving.kserve.io/v1alpha1',
    'LLMInferenceService',
    { spec: { router: { scheduler: { template: SPEC } } } },
    ['spec.router.scheduler.template'],
  ],
  ['kaito.sh/v1beta1', 'Workspace', { inference: { template: TEMPLATE } }, ['inference.template.spec']],
  ['apps.kruise.io/v1alpha1', 'CloneSet', { spec: { template: TEMPLATE } }, ['spec.template.spec']],
  [
    'keda.sh/v1alpha1',
    'ScaledJob',
    { spec: { jobTargetRef: { template: TEMPLATE } } },
    ['spec.jobTargetRef.template.spec'],
  ],
])('%s %s runs a pod in %j', (apiVersion, kind, rest, [path]) => {
  expect(placesOf(object(apiVersion, kind, rest))).toEqual([[path, 'whole', `${path}.containers[0]`]]);
});

test.each<[string, object, unknown[]]>([
  [
    'a pod template',
    { spec: { anything: { template: TEMPLATE } } },
    ['spec.anything.template.spec', 'whole', 'spec.anything.template.spec.containers[0]'],
  ],
  [
    'an inlined pod spec',
    { spec: { role: { replicas: 1, ...SPEC } } },
    ['spec.role', 'whole', 'spec.role.containers[0]'],
  ],
  ['containers under another name', { spec: { steps: [CONTAINER] } }, ['spec', 'containers', 'spec.steps[0]']],
  ['one container', { spec: { job: { worker: CONTAINER } } }, ['spec.job', 'containers', 'spec.job.worker']],
  [
    'a container that is the pod as well',
    { spec: { driver: { ...CONTAINER, hostNetwork: true } } },
    ['spec.driver', 'containers', 'spec.driver'],
  ],
  ['a piece that opens the node', { spec: { worker: { hostNetwork: true } } }, ['spec.worker', 'patch']],
  [
    'a security context alone',
    { spec: { containerSecurityContext: { privileged: true } } },
    ['spec.containerSecurityContext', 'patch', 'spec.containerSecurityContext.containers[0]'],
  ],
  [
    'JSON in a text',
    { spec: { pod: JSON.stringify({ spec: SPEC }) } },
    ['spec.pod.spec', 'whole', 'spec.pod.spec.containers[0]'],
  ],
  [
    'YAML in a text',
    { spec: { pod: 'hostPID: true\ncontainers:\n- {name: c, image: x}\n' } },
    ['spec.pod', 'whole', 'spec.pod.containers[0]'],
  ],
])('of a kind that nobody knows, %s is found', (_, rest, place) => {
  expect(placesOf(object('example.com/v1', 'Unheard', rest))).toEqual([place]);
});

test.each<[string, string, object]>([
  ['v1', 'Service', { spec: { template: TEMPLATE } }],
  ['example.com/v1', 'Catalog', { spec: { images: [{ name: 'a', image: 'x' }] } }],
  [
    'example.com/v1',
    'Reference',
    { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' } } },
  ],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec: { containers: [CONTAINER] } }],
])('%s %s with %j runs nothing', (apiVersion, kind, rest) => {
  expect(placesOf(object(apiVersion, kind, rest))).toEqual([]);
});

test('a patch of the pod spec in a text is found as a patch', () => {
  const spec = { podSpecPatch: '{"hostPID":true}', templates: [{ container: CONTAINER }] };
  expect(placesOf(object('argoproj.io/v1alpha1', 'Workflow', { spec }))).toEqual([
    ['spec.podSpecPatch', 'patch'],
    ['spec.templates[0]', 'containers', 'spec.templates[0].container'],
  ]);
});

test.each<[string, string, object, string]>([
  [
    'work.open-cluster-management.io/v1',
    'ManifestWork',
    { spec: { workload: { manifests: [0] } } },
    'spec.workload.manifests[0]',
  ],
  [
    'kubernetes.crossplane.io/v1alpha2',
    'Object',
    { spec: { forProvider: { manifest: 0 } } },
    'spec.forProvider.manifest',
  ],
  [
    'kro.run/v1alpha1',
    'ResourceGraphDefinition',
    { spec: { resources: [{ id: 'a', template: 0 }] } },
    'spec.resources[0].template',
  ],
  ['template.openshift.io/v1', 'Template', { objects: [0] }, 'objects[0]'],
  ['v1', 'List', { items: [0] }, 'items[0]'],
])('what %s %s wraps is an object of its own', (apiVersion, kind, rest, path) => {
  const inner = object('v1', 'Pod', { spec: SPEC });
  const outer = object(apiVersion, kind, JSON.parse(JSON.stringify(rest).replace(/\b0\b/, JSON.stringify(inner))));
  expect(withEmbedded(outer).map((each) => [each.path, each.object.kind])).toEqual([
    ['', kind],
    [path, 'Pod'],
  ]);
  expect(podsOf(outer)).toEqual([]);
});

test('a manifest in a ConfigMap is an object', () => {
  const data = { 'job.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{image: x}]}\n' };
  expect(withEmbedded(object('v1', 'ConfigMap', { data })).map((each) => each.object.kind)).toEqual([
    'ConfigMap',
    'Pod',
  ]);
});

test('places in which nothing is understood are named', () => {
  const unreadIn = (apiVersion: string, kind: string, rest: object) => heldBy(object(apiVersion, kind, rest)).unread;
  expect(unreadIn('argoproj.io/v1alpha1', 'Workflow', { spec: { podSpecPatch: '{{a}}: {' } })).toEqual([
    { path: 'spec.podSpecPatch', why: 'text' },
  ]);
  expect(
    unreadIn('apps.nvidia.com/v1alpha1', 'NIMService', { spec: { image: { repository: 'a', tag: 'b' } } }),
  ).toEqual([{ path: 'spec.image', why: 'image' }]);
  expect(
    unreadIn('kubernetes.crossplane.io/v1alpha2', 'Object', { spec: { forProvider: { manifest: { a: 1 } } } }),
  ).toEqual([{ path: 'spec.forProvider.manifest', why: 'embedded' }]);
});

test.each<[string, object, string]>([
  ['a field of the container', { model: { storageUri: 'oci://r/m:1' } }, 'spec.predictor.model.storageUri'],
  [
    'a variable',
    { model: { env: [{ name: 'STORAGE_URI', value: 'oci://r/m:1' }] } },
    'spec.predictor.model.env[0].value',
  ],
  [
    'an argument',
    { containers: [{ name: 'c', image: 'x', args: ['oci://r/m:1'] }] },
    'spec.predictor.containers[0].args[0]',
  ],
  ['a list of models', { model: {}, storageUris: [{ uri: 'oci://r/m:1' }] }, 'spec.predictor.storageUris[0].uri'],
])('a model that is an image is one in %s', (_, predictor, path) => {
  const service = object('serving.kserve.io/v1beta1', 'InferenceService', { spec: { predictor } });
  const images = podsOf(service).filter(({ piece }) => piece === 'image');
  expect(images.map((pod) => [pod.path, containersOf(pod)[0].container?.image])).toEqual([[path, 'r/m:1']]);
});

describe('texts of annotations', () => {
  const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
  const annotated = (apiVersion: string, kind: string, annotations: object) =>
    object(apiVersion, kind, { metadata: { name: 'x', annotations } });
  const whole = (apiVersion: string, kind: string) => JSON.stringify(object(apiVersion, kind, { spec: SPEC }));

  test.each([
    ['example.com/v1', 'Thing', 'example.com/template', JSON.stringify({ template: TEMPLATE })],
    ['example.com/v1', 'Thing', LAST_APPLIED, JSON.stringify({ spec: { template: TEMPLATE } })],
    ['apps/v1', 'Deployment', 'example.com/sidecar', JSON.stringify({ containers: [CONTAINER] })],
    ['v1', 'Service', 'example.com/template', Buffer.from(JSON.stringify(SPEC)).toString('base64')],
  ])('of %s %s: %s', (apiVersion, kind, key, text) => {
    const found = podsOf(annotated(apiVersion, kind, { [key]: text })).filter(({ path }) =>
      path.includes('annotations'),
    );
    expect(found.map(({ path }) => path)).toEqual([expect.stringContaining(key)]);
  });

  test('objects in them are judged as objects of their own', () => {
    const service = annotated('v1', 'Service', { 'example.com/pod': whole('v1', 'Pod') });
    expect(withEmbedded(service).map(({ object: { kind } }) => kind)).toEqual(['Service', 'Pod']);
  });

  test('what was applied before of a kind of Kubernetes is the object itself', () => {
    const deployment = annotated('apps/v1', 'Deployment', { [LAST_APPLIED]: whole('apps/v1', 'Deployment') });
    expect(withEmbedded(deployment)).toHaveLength(1);
  });

  test('a text that holds nothing that runs is none', () => {
    const status = '{"initContainers":["istio-validation"],"containers":["istio-proxy"],"kind":"x"}';
    const { pods, unread } = heldBy(annotated('v1', 'Pod', { 'sidecar.istio.io/status': status }));
    expect([pods.length, unread]).toEqual([1, []]);
  });
});
