import { gzipSync } from 'node:zlib';
import { Manifest } from '../../../lib/objects/manifest';
import { notUnderstoodIn } from '../../../lib/objects/places/not-understood';
import { podsOf, withEmbedded } from '../../../lib/objects/pods';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'bad' },
  spec: { hostPID: true, containers: [{ name: 'a', image: 'b' }] },
};
const YAML =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: bad}\nspec: {hostPID: true, containers: [{name: a, image: b}]}\n';

const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const holder = (kind: string, fields: object): Manifest =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'a' }, ...fields }) as Manifest;
const custom = (spec: object): Manifest =>
  ({ apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: 'a' }, spec }) as Manifest;

const hostPods = (object: Manifest) =>
  withEmbedded(object).flatMap(({ object: each }) => podsOf(each).filter(({ spec }) => spec.hostPID === true));

test.each([
  ['a Secret', holder('Secret', { data: { 'pod.yaml': base64(YAML) } })],
  ['texts of a Secret', holder('Secret', { stringData: { 'pod.yaml': YAML } })],
  ['binary data of a ConfigMap', holder('ConfigMap', { binaryData: { pod: base64(YAML) } })],
  ['compressed data of a ConfigMap', holder('ConfigMap', { binaryData: { pod: base64(gzipSync(YAML)) } })],
  ['base64 in a ConfigMap, in lines', holder('ConfigMap', { data: { pod: base64(YAML).replace(/(.{60})/g, '$1\n') } })],
  ['a Secret that holds base64', holder('Secret', { data: { pod: base64(base64(YAML)) } })],
  [
    'a release of Helm',
    holder('Secret', {
      type: 'helm.sh/release.v1',
      data: { release: base64(base64(gzipSync(JSON.stringify({ name: 'r', manifest: `---\n${YAML}` })))) },
    }),
  ],
  ['JSON in JSON', holder('ConfigMap', { data: { pod: JSON.stringify(JSON.stringify(POD)) } })],
  ['user data of a custom resource', custom({ userData: base64(YAML) })],
])('a pod is found in %s', (_, object) => {
  expect(hostPods(object)).toHaveLength(1);
});

test('what a rule of Kyverno generates is judged as the object that it becomes', () => {
  const { kind, apiVersion, spec } = POD;
  const policy = {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'a' },
    spec: { rules: [{ name: 'g', generate: { apiVersion, kind, name: 'made', namespace: 'shop', data: { spec } } }] },
  } as Manifest;
  expect(hostPods(policy)).toHaveLength(1);
  expect(withEmbedded(policy)[1]).toMatchObject({
    path: 'spec.rules[0].generate.data',
    object: { kind: 'Pod', metadata: { name: 'made', namespace: 'shop' } },
  });
});

test.each([
  ['longer than any manifest', `${YAML}# ${'x'.repeat(4 * 1024 * 1024)}`],
  ['no YAML', `{{- if .Values.a }}\n${YAML}{{- end }}\n`],
])('a text about pods that is %s is named', (_, text) => {
  expect(notUnderstoodIn(holder('ConfigMap', { data: { text } }))).toMatchObject([
    { path: 'data.text', reason: 'unread-value' },
  ]);
});

test.each([
  ['words', { a: 'hello' }],
  ['base64 of words', { a: base64('hello hello hello hello hello') }],
  ['what begins as gzip', { a: `H4sI${'A'.repeat(60)}` }],
  ['bytes', { a: base64(gzipSync(Buffer.alloc(100))) }],
])('%s hold nothing', (_, data) => {
  expect(notUnderstoodIn(holder('Secret', { data }))).toEqual([]);
  expect(withEmbedded(holder('Secret', { data }))).toHaveLength(1);
});

test('policies that patch other objects are named, as are kustomizations', () => {
  const object = (apiVersion: string, kind: string) =>
    ({ apiVersion, kind, metadata: { name: 'a' }, spec: {} }) as unknown as Manifest;
  expect(notUnderstoodIn(object('policy.karmada.io/v1alpha1', 'OverridePolicy'))).toMatchObject([
    { reason: 'unread-value', mayRun: true },
  ]);
  expect(notUnderstoodIn(object('kustomize.config.k8s.io/v1beta1', 'Kustomization'))).toMatchObject([
    { reason: 'deployed-from-elsewhere', mayRun: true },
  ]);
});
