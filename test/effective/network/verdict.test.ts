import { NetworkPod } from '../../../lib/effective/network/policy';
import { readPolicy } from '../../../lib/effective/network/read-policy';
import { isAllowed } from '../../../lib/effective/network/verdict';
import { Manifest } from '../../../lib/objects/manifest';

const pod = (namespace: string, app: string): NetworkPod => ({
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  labels: { app },
  namedPorts: new Map([['http/TCP', [8000]]]),
});
const CLIENT = { address: '10.0.0.1', pod: pod('gateway', 'gw') };
const SERVER = { address: '10.0.0.2', pod: pod('ai', 'llm') };
const OUTSIDE = { address: '203.0.113.9' };

const policy = (spec: object): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'ai' },
  spec: { podSelector: {}, ...spec },
});
const admin = (spec: object, kind = 'AdminNetworkPolicy'): Manifest => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind,
  metadata: { name: 'a' },
  spec: { priority: 1, subject: { namespaces: {} }, ...spec },
});
const allowed = (
  objects: Manifest[],
  source = CLIENT as typeof OUTSIDE,
  target = SERVER as typeof OUTSIDE,
  port = 8000,
) =>
  isAllowed(
    objects.flatMap((object) => readPolicy(object) ?? []),
    { source, target, port, protocol: 'TCP' },
  );
const DENY = policy({ policyTypes: ['Ingress'] });

test.each<[string, Manifest[], boolean]>([
  ['no policy', [], true],
  ['a policy without rules', [DENY], false],
  ['a policy for Egress of the server', [policy({ policyTypes: ['Egress'] })], true],
  ['a policy of another group', [{ ...DENY, apiVersion: 'example.com/v1' }], true],
  ['an empty list of types, which is none', [policy({ policyTypes: [] })], false],
  ['the namespace of the caller', [policy({ ingress: [{ from: [{ namespaceSelector: {} }] }] })], true],
  ['pods of the same namespace', [policy({ ingress: [{ from: [{ podSelector: {} }] }] })], false],
  ['a named port', [policy({ ingress: [{ ports: [{ port: 'http' }] }] })], true],
  ['another port', [policy({ ingress: [{ ports: [{ port: 9000, endPort: 9100 }] }] })], false],
  [
    'an admin Allow before default deny',
    [DENY, admin({ ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] })],
    true,
  ],
  [
    'an admin Deny of what a policy allows',
    [admin({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] })],
    false,
  ],
  [
    'an admin Pass before default deny',
    [DENY, admin({ ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }] })],
    false,
  ],
  [
    'a baseline Deny where no policy selects the pod',
    [admin({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }, 'BaselineAdminNetworkPolicy')],
    false,
  ],
])('%s', (_, objects, verdict) => {
  expect(allowed(objects)).toBe(verdict);
});

test('a range lets in what is outside, without what is excepted', () => {
  const ranges = (ipBlock: object) => policy({ ingress: [{ from: [{ ipBlock }] }] });
  expect(allowed([ranges({ cidr: '203.0.113.0/24' })], OUTSIDE)).toBe(true);
  expect(allowed([ranges({ cidr: '203.0.113.0/24', except: ['203.0.113.8/31'] })], OUTSIDE)).toBe(false);
});
