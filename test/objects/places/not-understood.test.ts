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
