import { meshOf, podWith } from './objects';
import { modelsOf } from '../../../lib/effective/models';
import { relationsOf } from '../../../lib/guardrails/evaluation/relations';
import { Manifest } from '../../../lib/objects/manifest';

const configMap = (name: string, data: object) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data }) as unknown as Manifest;

const mesh = (text: string) => configMap('istio', { mesh: text });
const values = (proxy: object) =>
  configMap('istio-sidecar-injector', { values: JSON.stringify({ global: { proxy } }) });

const CLIENT = { namespace: 'ai', labels: {} };
const DESTINATION = { host: 'llm.ai.svc.cluster.local', home: 'ai', port: 8000 };

test.each<[string, Manifest[], boolean]>([
  ['nothing', [], true],
  ['a mesh that redirects', [mesh('defaultConfig: {interceptionMode: REDIRECT}')], true],
  ['a mesh that redirects nothing', [mesh('defaultConfig: {interceptionMode: NONE}')], false],
  ['a port that is taken out for all', [values({ excludeInboundPorts: '9000,8000' })], false],
  ['another port', [values({ excludeInboundPorts: '9000' })], true],
  ['no port that is taken in', [values({ includeInboundPorts: '' })], false],
])('connections to a pod of a mesh with %s', (_, settings, isInTheWay) => {
  expect(meshOf([...podWith({}), ...settings]).isInTheWay(8000)).toBe(isInTheWay);
});

test('an annotation of a pod wins over settings of the mesh', () => {
  const pod = podWith({ annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '' } });
  expect(meshOf([...pod, values({ excludeInboundPorts: '8000' })]).isInTheWay(8000)).toBe(true);
});

test.each([
  ['enableAutoMtls: true', 'AUTO'],
  ['enableAutoMtls: false', 'DISABLE'],
])('clients of a mesh with %s', (text, mode) => {
  const { modes } = modelsOf([mesh(text)]).mesh.clientTls(CLIENT, DESTINATION);
  expect([...modes]).toEqual([mode]);
});

test('settings are among what check keeps for models', () => {
  const kept = [mesh('enableAutoMtls: false'), values({ excludeInboundPorts: '8000' })].map(relationsOf) as Manifest[];
  expect(modelsOf(kept).mesh.clientTls(CLIENT, DESTINATION).modes).toEqual(new Set(['DISABLE']));
  expect(meshOf([...podWith({}), ...kept]).isInTheWay(8000)).toBe(false);
});
