import { listPath, objectPath } from '../../lib/drift/resource';

test.each([
  ['v1', 'Pod', '/api/v1/pods'],
  ['networking.k8s.io/v1', 'NetworkPolicy', '/apis/networking.k8s.io/v1/networkpolicies'],
  ['networking.k8s.io/v1', 'Ingress', '/apis/networking.k8s.io/v1/ingresses'],
  ['gateway.networking.k8s.io/v1', 'Gateway', '/apis/gateway.networking.k8s.io/v1/gateways'],
  ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', '/apis/secrets-store.csi.x-k8s.io/v1/secretproviderclasses'],
  ['cilium.io/v1alpha1', 'TracingPolicyNamespaced', '/apis/cilium.io/v1alpha1/tracingpoliciesnamespaced'],
  ['constraints.gatekeeper.sh/v1beta1', 'K8sPSPPrivileged', '/apis/constraints.gatekeeper.sh/v1beta1/k8spspprivileged'],
])('%s %s is at %s', (apiVersion, kind, path) => {
  expect(listPath({ apiVersion, kind })).toBe(path);
});

test('an object is in its namespace', () => {
  expect(objectPath({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } })).toBe(
    '/api/v1/namespaces/b/configmaps/a',
  );
});
