import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { messageOf } from '../../../lib/guardrails/evaluation/message-of';
import { RULES } from '../../../lib/guardrails/rules';
import { Manifest } from '../../../lib/objects/manifest';

const CONTAINER = { name: 'c', image: 'x', command: ['vllm', 'serve'] };

const pod = (container: object, spec: object = {}, annotations?: object): Manifest =>
  ({
    ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', annotations } },
    spec: { containers: [{ ...CONTAINER, ...container }], ...spec },
  }) as Manifest;

const violationsOf = (id: string, object: Manifest) =>
  evaluateManifests(
    [object],
    {},
    RULES.filter((rule) => rule.id === id),
  );
const labelsOf = (id: string, object: Manifest) =>
  violationsOf(id, object).flatMap(({ places }) => places!().map(({ label, steps }) => label ?? steps.join('.')));

const FLAGS = (...args: string[]) => pod({ args });
const volumes = (...sources: object[]) => sources.map((source, index) => ({ name: `v${index}`, ...source }));
const rule = (verbs: string[], ...resources: string[]) => ({ apiGroups: [''], resources, verbs });
const role = (...rules: object[]): Manifest =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r' }, rules }) as Manifest;

test.each<[string, string, Manifest, string[]]>([
  ['a flag', 'SAI-MDL-001', FLAGS('/m', '--port=8000', '--trust-remote-code'), ['args[2]']],
  ['the name of a flag with its value behind it', 'SAI-MDL-005', FLAGS('/m', '--middleware', 'my.mod'), ['args[1]']],
  [
    'variables, by name',
    'SAI-GPU-003',
    pod({
      env: [
        { name: 'A', value: 'b' },
        { name: 'LD_PRELOAD', value: '/a' },
        { name: 'LD_AUDIT', value: '/b' },
      ],
    }),
    ['env[LD_PRELOAD]', 'env[LD_AUDIT]'],
  ],
  [
    'a volume',
    'SAI-POD-010',
    pod({}, { volumes: volumes({ emptyDir: {} }, { hostPath: { path: '/' } }) }),
    ['volumes[v1].hostPath'],
  ],
  [
    'one capability of several',
    'SAI-POD-003',
    pod({ securityContext: { capabilities: { add: ['NET_BIND_SERVICE', 'SYS_ADMIN'] } } }),
    ['securityContext.capabilities.add[1]'],
  ],
  [
    'an annotation',
    'SAI-MSH-023',
    pod({}, {}, { 'example.com/a': 'b', 'sidecar.istio.io/proxyImage': 'evil' }),
    ['metadata.annotations[sidecar.istio.io/proxyImage]'],
  ],
  [
    'resources of rules',
    'SAI-IDN-018',
    role(rule(['get'], 'configmaps'), rule(['get', 'list'], 'pods', 'secrets')),
    ['rules[1].resources[1]'],
  ],
  ['a field', 'SAI-POD-001', pod({ securityContext: { privileged: true } }), ['securityContext.privileged']],
  ['nothing, where something is missing', 'SAI-AVL-001', pod({}), []],
])('names %s', (_, id, object, labels) => {
  expect(labelsOf(id, object)).toEqual(labels.map((label) => label.replace(/^metadata\.annotations/, 'annotations')));
});

test('the message lists three places, and counts the others', () => {
  const env = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, value: 'hf_abcdefghijklmnopqrstuvwxyzabcdefgh' }));
  const [violation] = violationsOf('SAI-IDN-005', pod({ env }));
  expect(messageOf(violation)).toBe(
    'a variable holds a literal secret: env[A].value, env[B].value, env[C].value and 2 more',
  );
});

test('a rule that cannot be evaluated has no place of its own', () => {
  const [violation] = violationsOf('SAI-GPU-003', pod({ env: 'none' }));
  expect(violation.error).toBeDefined();
  expect(violation.places).toBeUndefined();
});
