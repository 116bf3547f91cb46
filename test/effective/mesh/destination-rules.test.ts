import { podWith, policyOf } from './objects';
import { modelsOf } from '../../../lib/effective/models';
import { Manifest } from '../../../lib/objects/manifest';

const HOST = 'llm.ai.svc.cluster.local';
const tls = (mode?: string) => ({ tls: { mode } });
const at = (number: number, settings: object) => ({ portLevelSettings: [{ port: { number }, ...settings }] });
const rule = (spec: object, namespace = 'ai') => policyOf('DestinationRule', { host: HOST, ...spec }, { namespace });
const CLIENT = { namespace: 'ai', labels: { app: 'client' } };

function modes(rules: readonly Manifest[], client: object = {}, destination: object = {}): string[] {
  const { mesh } = modelsOf([...podWith({}), ...rules]);
  const called = { host: HOST, home: 'ai', port: 8000, ...destination };
  return [...mesh.clientTls({ ...CLIENT, ...client }, called).modes].sort();
}

test.each<[string, Manifest[], string[]]>([
  ['nothing', [], ['AUTO']],
  ['a mode', [rule({ trafficPolicy: tls('DISABLE') })], ['DISABLE']],
  ['settings without a mode', [rule({ trafficPolicy: { tls: { sni: 'x' } } })], ['DISABLE']],
  ['a policy without TLS', [rule({ trafficPolicy: { loadBalancer: {} } })], ['AUTO']],
  ['a short name', [rule({ host: 'llm', trafficPolicy: tls('DISABLE') })], ['DISABLE']],
  ['a short name of another namespace', [rule({ host: 'llm', trafficPolicy: tls('DISABLE') }, 'other')], ['AUTO']],
  ['half a name', [rule({ host: 'llm.ai', trafficPolicy: tls('DISABLE') })], ['AUTO']],
  ['a pattern', [rule({ host: '*.local', trafficPolicy: tls('DISABLE') })], ['DISABLE']],
  [
    'the longer pattern',
    [
      rule({ host: '*.local', trafficPolicy: tls('DISABLE') }),
      rule({ host: '*.ai.svc.cluster.local', trafficPolicy: tls('ISTIO_MUTUAL') }),
    ],
    ['ISTIO_MUTUAL'],
  ],
  [
    'the name over patterns',
    [rule({ host: '*.local', trafficPolicy: tls('DISABLE') }), rule({ trafficPolicy: tls('MUTUAL') })],
    ['MUTUAL'],
  ],
  ['the port', [rule({ trafficPolicy: { ...tls('MUTUAL'), ...at(8000, tls('DISABLE')) } })], ['DISABLE']],
  ['a port without TLS', [rule({ trafficPolicy: { ...tls('DISABLE'), ...at(8000, {}) } })], ['AUTO']],
  ['another port', [rule({ trafficPolicy: { ...tls('MUTUAL'), ...at(9000, tls('DISABLE')) } })], ['MUTUAL']],
  [
    'two of one age',
    [rule({ trafficPolicy: tls('DISABLE') }), rule({ trafficPolicy: tls('MUTUAL') })],
    ['DISABLE', 'MUTUAL'],
  ],
  [
    'a workload over all',
    [
      rule({ trafficPolicy: tls('MUTUAL') }),
      rule({ workloadSelector: { matchLabels: { app: 'client' } }, trafficPolicy: tls('DISABLE') }),
    ],
    ['DISABLE'],
  ],
  [
    'another workload',
    [rule({ workloadSelector: { matchLabels: { app: 'x' } }, trafficPolicy: tls('DISABLE') })],
    ['AUTO'],
  ],
])('TLS of a client by %s', (_, rules, expected) => {
  expect(modes(rules)).toEqual(expected);
});

test.each<[string, Manifest[], string[]]>([
  ['exported by default', [rule({ trafficPolicy: tls('DISABLE') })], ['DISABLE']],
  ['kept private', [rule({ exportTo: ['.'], trafficPolicy: tls('DISABLE') })], ['AUTO']],
  ['exported to it', [rule({ exportTo: ['.', 'callers'], trafficPolicy: tls('DISABLE') })], ['DISABLE']],
  ['exported to others', [rule({ exportTo: ['others', '.'], trafficPolicy: tls('DISABLE') })], ['AUTO']],
  ['of the mesh', [rule({ host: '*.local', trafficPolicy: tls('DISABLE') }, 'istio-system')], ['DISABLE']],
  ['of a third namespace', [rule({ trafficPolicy: tls('DISABLE') }, 'others')], ['AUTO']],
  [
    'its own over that of the Service',
    [rule({ trafficPolicy: tls('MUTUAL') }), rule({ trafficPolicy: tls('DISABLE') }, 'callers')],
    ['DISABLE'],
  ],
  [
    'for a workload, which is never exported',
    [rule({ exportTo: ['*'], workloadSelector: { matchLabels: {} }, trafficPolicy: tls('DISABLE') })],
    ['AUTO'],
  ],
])('TLS of a client elsewhere by a rule %s', (_, rules, expected) => {
  expect(modes(rules, { namespace: 'callers' })).toEqual(expected);
});

test.each<[string, object, string[]]>([
  ['of its own', { name: 'v1', trafficPolicy: tls('DISABLE') }, ['DISABLE']],
  ['inherited', { name: 'v1' }, ['MUTUAL']],
  ['of its port', { name: 'v1', trafficPolicy: { ...tls('DISABLE'), ...at(8000, {}) } }, ['AUTO']],
  ['of another subset', { name: 'v2', trafficPolicy: tls('DISABLE') }, ['MUTUAL']],
])('TLS of a subset %s', (_, subset, expected) => {
  const rules = [rule({ trafficPolicy: tls('MUTUAL'), subsets: [subset] })];
  expect(modes(rules, {}, { subset: 'v1' })).toEqual(expected);
});
