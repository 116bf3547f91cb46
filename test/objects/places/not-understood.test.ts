import { Manifest } from '../../../lib/objects/manifest';
import { notUnderstoodIn } from '../../../lib/objects/places/not-understood';

const reasonsOf = (apiVersion: string, kind: string, rest: object = {}) =>
  notUnderstoodIn({ apiVersion, kind, metadata: { name: 'x' }, ...rest } as Manifest).map(
    ({ path, reason, mayRun }) => [path, reason, mayRun] as const,
  );

const CONTAINER = { name: 'c', image: 'x', securityContext: { privileged: true } };

test.each<[string, string, object, string, string, boolean]>([
  ['example.com/v1', 'Server', { spec: { replicas: 2 } }, '', 'unknown-kind', true],
  ['example.com/v1', 'Server', { spec: { colour: 'red' } }, '', 'unknown-kind', false],
  ['example.com/v1', 'Server', { spec: { pod: { containers: [CONTAINER] } } }, '', 'unknown-kind', false],
  ['data.fluid.io/v1alpha1', 'JindoRuntime', { spec: { replicas: 1 } }, '', 'pods-of-operator', true],
  [
    'apps.nvidia.com/v1alpha1',
    'NIMService',
    { spec: { image: { repository: 'x' } } },
    'spec.image',
    'pods-of-operator',
    true,
  ],
  ['argoproj.io/v1alpha1', 'Application', { spec: {} }, '', 'deployed-from-elsewhere', true],
  ['argoproj.io/v1alpha1', 'Workflow', { spec: { podSpecPatch: '}' } }, 'spec.podSpecPatch', 'unread-value', true],
  [
    'v1',
    'Pod',
    { spec: { containers: [{ name: 'c', image: '${image}' }] } },
    'spec.containers[0].image',
    'unresolved-value',
    true,
  ],
])('of %s %s with %j, something is named', (apiVersion, kind, rest, path, reason, mayRun) => {
  expect(reasonsOf(apiVersion, kind, rest)).toEqual([[path, reason, mayRun]]);
});

test.each<[string, string, object]>([
  ['v1', 'ConfigMap', { data: { a: 'b' } }],
  ['apps/v1', 'Deployment', { spec: { template: { spec: { containers: [CONTAINER] } } } }],
  ['security.istio.io/v1', 'AuthorizationPolicy', { spec: {} }],
  ['cert-manager.io/v1', 'Certificate', { spec: { secretName: 'a' } }],
  [
    'kubeflow.org/v1',
    'PyTorchJob',
    { spec: { pytorchReplicaSpecs: { Master: { template: { spec: { containers: [CONTAINER] } } } } } },
  ],
])('%s %s is understood', (apiVersion, kind, rest) => {
  expect(reasonsOf(apiVersion, kind, rest)).toEqual([]);
});

describe('fields that Kubernetes does not know', () => {
  const deployment = (spec: object) => ({ spec: { selector: {}, template: { spec: { containers: [], ...spec } } } });

  test.each<[string, string, object, string, string]>([
    [
      'apps/v1',
      'Deployment',
      deployment({ securityContext: { readOnlyRootFilesystem: true } }),
      'spec.template.spec.securityContext.readOnlyRootFilesystem',
      'Kubernetes knows no field readOnlyRootFilesystem here; it is a field of the securityContext of containers',
    ],
    [
      'apps/v1',
      'Deployment',
      deployment({ containers: [{ name: 'a', runAsNonRoot: true }] }),
      'spec.template.spec.containers[0].runAsNonRoot',
      'it is a field of the securityContext of containers and of the securityContext of pods',
    ],
    [
      'kubeflow.org/v1',
      'PyTorchJob',
      {
        spec: {
          pytorchReplicaSpecs: { Master: { template: { spec: { containers: [], capabilities: { drop: ['ALL'] } } } } },
        },
      },
      'spec.pytorchReplicaSpecs.Master.template.spec.capabilities',
      'it is a field of the securityContext of containers',
    ],
    [
      'apps/v1',
      'Deployment',
      deployment({ containers: [{ name: 'a', securityContext: { readonlyRootFilesystem: true } }] }),
      'spec.template.spec.containers[0].securityContext.readonlyRootFilesystem',
      'did you mean "readOnlyRootFilesystem"?',
    ],
    ['apps/v1', 'Deployment', deployment({ constructor: {} }), 'spec.template.spec.constructor', 'did you mean'],
  ])('of %s/%s %j', (apiVersion, kind, rest, path, message) => {
    const found = notUnderstoodIn({ apiVersion, kind, metadata: { name: 'x' }, ...rest } as Manifest);
    const expected = { path, reason: 'unknown-field', mayRun: false, message: expect.stringContaining(message) };
    expect(found).toEqual([expected]);
  });

  test('none are fields of operators beside those of a pod', () => {
    const spec = { predictor: { model: { modelFormat: { name: 'onnx' } }, containers: [] } };
    const service = {
      apiVersion: 'serving.kserve.io/v1beta1',
      kind: 'InferenceService',
      metadata: { name: 'x' },
      spec,
    };
    expect(notUnderstoodIn(service as Manifest).filter(({ reason }) => reason === 'unknown-field')).toEqual([]);
  });
});
