import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { assert, property, stringMatching } from 'fast-check';
import { literalSecretsOf } from '../../lib/effective/secrets/secrets';
import { Manifest } from '../../lib/objects/manifest';
import { BENIGN_SETTINGS } from '../support/benign-values';
import { fuzzing } from '../support/fuzzing';

const configMap = (data: object): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data });
const variable = (name: string, value: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'c', env: [{ name, value }] }] },
});
const annotation = (name: string, value: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', annotations: { [name]: value } },
  }) as Manifest;

const KEY = 'qL7fX2vR9tKd4WmZ8sPb3NcY6hJg1TeU';

test.each([
  ['a value without a name', configMap({ x: KEY }), 'data.x'],
  ['JSON', configMap({ c: JSON.stringify({ db: { pw: KEY } }) }), 'data.c.db.pw'],
  ['base64', configMap({ c: Buffer.from(`thing=${KEY}`).toString('base64') }), 'data.c'],
  ['a query', configMap({ c: `https://h.example/?sig=${KEY}` }), 'data.c'],
  ['a .netrc', configMap({ c: `machine h login u password ${KEY}` }), 'data.c'],
  ['a connection string', configMap({ c: 'Server=db;User Id=sa;Password=Passw0rd!x9;' }), 'data.c'],
  ['XML', configMap({ c: '<password>Passw0rd!x9</password>' }), 'data.c'],
  ['a name in Chinese', configMap({ 数据库密码: 'Passw0rd!x9' }), 'data["数据库密码"]'],
  [
    'the address of a Slack bot',
    configMap({ c: `https://hooks.slack.com/services/T00000000/B00000000/${KEY}` }),
    'data.c',
  ],
  ['the address of a Feishu bot', configMap({ c: `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}` }), 'data.c'],
  ['a flag', variable('EXTRA_ARGS', `--wandb=${KEY}`), 'spec.containers[0].env[0].value'],
])('a random value in %s is found, by place', (_, object, path) => {
  const found = literalSecretsOf(object);
  expect(found.map((secret) => secret.path)).toEqual([path]);
  expect(JSON.stringify(found)).not.toMatch(/qL7fX2|Passw0rd/);
});

test('nothing of 10,000 benign values is taken for a secret', () => {
  assert(
    property(BENIGN_SETTINGS, ([name, value]) => {
      expect(literalSecretsOf(configMap({ [name]: value }))).toEqual([]);
      expect(literalSecretsOf(variable(name, value))).toEqual([]);
      expect(literalSecretsOf(annotation(name, value))).toEqual([]);
      expect(literalSecretsOf(configMap({ f: `a: b\n${name}: ${value.split('\n')[0]}\n` }))).toEqual([]);
    }),
    fuzzing(10_000),
  );
});

/** Settings of charts that were taken for secrets. */
test.each([
  ['time-to-first-token', '2000ms'],
  ['prefill-time-per-token', '500us'],
  ['privateKey', 'certs/default/key.pem'],
  ['Pass', 'instructs the selected traffic to skip any remaining rules of administrators and to ask others'],
  ['cosign.sigstore.dev/signature_1', 'MEQCIDZ7YUjwtSvjgaOLaXQiT2F7P00FUCQZqI8DcBjMlgVAiAMojKmnl7TRkqpPMXBsz'],
])('%s: %s is no secret', (name, value) => {
  expect(literalSecretsOf(configMap({ [name]: value }))).toEqual([]);
});

test('nine of ten keys of 32 letters and digits are found', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const keys = Array.from({ length: 2000 }, () => [...randomBytes(32)].map((byte) => letters[byte % 62]).join(''));
  const found = keys.filter((value) => literalSecretsOf(configMap({ value })).length > 0);
  expect(found.length).toBeGreaterThan(1800);
});

test('words of one case, digits and hexadecimal digests are no random values', () => {
  assert(
    property(stringMatching(/^([a-z0-9]{20,60}|[A-Z0-9]{20,60}|[0-9a-f]{32,64})$/), (value) => {
      expect(literalSecretsOf(configMap({ value }))).toEqual([]);
    }),
    fuzzing(2000),
  );
});

test.each(['prime256v1', 'secp384r1', 'secp521r1', 'ed25519'])('a public key of %s is no secret', (curve) => {
  const { publicKey } =
    curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
  const rawBytes = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect(literalSecretsOf(configMap({ root: JSON.stringify({ publicKey: { rawBytes } }) }))).toEqual([]);
});
