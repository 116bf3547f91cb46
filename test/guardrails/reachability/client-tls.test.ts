import { modelsOf } from '../../../lib/effective/models';
import { ReachabilityMap } from '../../../lib/guardrails/reachability/reachability-map';
import { Manifest } from '../../../lib/objects/manifest';

const object = (apiVersion: string, kind: string, namespace: string, rest: object, name = 'it'): Manifest =>
  ({ apiVersion, kind, metadata: { name, namespace }, ...rest }) as Manifest;

const namespace = (name: string, labels: object = { 'istio-injection': 'enabled' }) =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }) as unknown as Manifest;

const pod = (home: string, app: string, account: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: app, namespace: home, labels: { app } },
    spec: { serviceAccountName: account, containers: [{ name: app, image: app, ports: [{ containerPort: 8000 }] }] },
  }) as unknown as Manifest;

const ENGINE = [
  namespace('ai'),
  pod('ai', 'engine', 'engine'),
  object(
    'v1',
    'Service',
    'ai',
    { spec: { selector: { app: 'engine' }, ports: [{ port: 80, targetPort: 8000 }] } },
    'llm',
  ),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'ai', {
    spec: {
      podSelector: {},
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } }],
          ports: [{ port: 8000 }],
        },
      ],
    },
  }),
];

const authorization = object('security.istio.io/v1', 'AuthorizationPolicy', 'ai', {
  spec: { rules: [{ from: [{ source: { principals: ['cluster.local/ns/web/sa/ui'] } }] }] },
});
const servers = (mode: string) =>
  object('security.istio.io/v1', 'PeerAuthentication', 'ai', { spec: { mtls: { mode } } });
const clients = (mode: string) =>
  object('networking.istio.io/v1', 'DestinationRule', 'web', {
    spec: { host: 'llm.ai.svc.cluster.local', trafficPolicy: { tls: { mode } } },
  });
const autoMtlsOff = object('v1', 'ConfigMap', 'istio-system', { data: { mesh: 'enableAutoMtls: false' } }, 'istio');
const UI = [namespace('web'), pod('web', 'ui', 'ui')];

const reaches = (...objects: Manifest[]): boolean =>
  new ReachabilityMap(modelsOf([...ENGINE, ...objects])).edges().some(({ target }) => target === 'Pod ai/engine');

test.each<[string, Manifest[], boolean]>([
  ['mutual TLS by itself', UI, true],
  ['mutual TLS by a rule', [...UI, clients('ISTIO_MUTUAL')], true],
  ['clear text by a rule', [...UI, clients('DISABLE')], false],
  ['TLS without a certificate', [...UI, clients('SIMPLE')], false],
  ['clear text, since the mesh chooses no TLS', [...UI, autoMtlsOff], false],
  ['mutual TLS by a rule where the mesh chooses none', [...UI, autoMtlsOff, clients('ISTIO_MUTUAL')], true],
  ['no proxy', [namespace('web', {}), pod('web', 'ui', 'ui')], false],
  ['who knows what, of a client that is not here', [], true],
])('a client with %s reaches a port that takes mutual TLS only', (_, objects, expected) => {
  expect(reaches(servers('STRICT'), ...objects)).toBe(expected);
  expect(reaches(servers('STRICT'), authorization, ...objects)).toBe(expected);
});

test('a port that takes clear text too is reached, but not by an identity', () => {
  const clear = [...UI, clients('DISABLE'), servers('PERMISSIVE')];
  expect(reaches(...clear)).toBe(true);
  expect(reaches(...clear, authorization)).toBe(false);
});
