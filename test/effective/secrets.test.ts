import { assert, constantFrom, property, string, tuple } from 'fast-check';
import { literalSecretsOf } from '../../lib/effective/secrets/secrets';
import { Manifest } from '../../lib/objects/manifest';
import { fuzzing } from '../support/fuzzing';

const KEY = 'LTAI' + '5tAbCdEfGhIjKlMnOpQr';
const PASSWORD = 'hunter2hunter2';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const configMap = (data: object): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data });
const container = (fields: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'c', ...fields }] },
});

test.each([
  [
    'a variable',
    container({ env: [{ name: 'DB_PASSWORD', value: PASSWORD }] }),
    'spec.containers[0].env[0].value',
    'DB_PASSWORD',
  ],
  ['a flag', container({ args: [`--api-key=${PASSWORD}`] }), 'spec.containers[0].args[0]', 'api-key'],
  ['the word after a flag', container({ args: ['--token', PASSWORD] }), 'spec.containers[0].args[1]', 'token'],
  [
    'a header of a probe',
    container({
      livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: `Bearer ${PASSWORD}xyz` }] } },
    }),
    'spec.containers[0].livenessProbe.httpGet.httpHeaders[0].value',
    'Authorization',
  ],
  ['an age key', configMap({ line: `AGE-SECRET-KEY-1${'QPZRY9X8'.repeat(7)}` }), 'data.line', 'line'],
  ['a hexadecimal key', configMap({ 'hmac-key': '0badc0de'.repeat(8) }), 'data.hmac-key', 'hmac-key'],
  ['user information', configMap({ url: `postgres://app:${PASSWORD}@db/x` }), 'data.url', 'url'],
  ['YAML', configMap({ values: `a: b\nclient_secret: ${PASSWORD}` }), 'data.values:2', 'client_secret'],
  ['JSON in a text', configMap({ j: JSON.stringify({ a: { apiKey: PASSWORD } }) }), 'data.j.a.apiKey', 'apiKey'],
  [
    'credentials of a registry',
    configMap({ j: JSON.stringify({ auths: { r: { auth: base64(`u:${PASSWORD}`) } } }) }),
    'data.j.auths.r.auth',
    'auth',
  ],
  ['base64', configMap({ b: base64(`password=${PASSWORD}\n`) }), 'data.b:1', 'password'],
  ['a key in camel case', configMap({ akSecret: PASSWORD }), 'data.akSecret', 'akSecret'],
  [
    'any field of any kind',
    { apiVersion: 'x.example/v1', kind: 'X', spec: { deep: [[KEY]] } } as Manifest,
    'spec.deep[0][0]',
    '',
  ],
])('%s is found, by place and name', (_, object, path, name) => {
  const found = literalSecretsOf(object);
  expect(found.map((secret) => [secret.path, secret.name])).toEqual([[path, name]]);
  expect(JSON.stringify(found)).not.toMatch(/hunter2|LTAI/);
});

test('a flag after a flag is not its value', () => {
  expect(literalSecretsOf(container({ args: ['--no-cors-credentials', '--embeddings'] }))).toEqual([]);
});

test('the data of a Secret is for another rule, its annotations are not', () => {
  const metadata = { name: 's', annotations: { note: KEY } };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, data: { password: base64(PASSWORD) } } as Manifest;
  expect(literalSecretsOf(secret).map(({ path }) => path)).toEqual(['metadata.annotations.note']);
});

/** Names and values as public charts have them, put together at random. */
const PREFIXES = ['', 'DB_', 'REDIS_', 'MINIO_ROOT_', 'OTEL_EXPORTER_', 'HF_', 'vllm.', 'grafana.', 'POSTGRES_'];
const NAMES = [
  ...['PASSWORD_FILE', 'TOKEN_PATH', 'API_KEY_FILE', 'SECRET_NAME', 'existingSecret', 'secretKeyRef', 'TOKEN_URL'],
  ...[
    'MAX_TOKENS',
    'TOKENIZER',
    'TOKEN_LIMIT',
    'tokenizerMode',
    'KEYSPACE',
    'CACHE_KEY_PREFIX',
    'AUTH_MODE',
    'eos_token',
  ],
  ...[
    'PRIVATE_KEY_PATH',
    'PUBLIC_KEY',
    'serviceAccountName',
    'MODEL',
    'IMAGE',
    'LOG_LEVEL',
    'AUTH_HEADER',
    'SECRET_DIR',
  ],
];
const VALUES = [
  ...['/run/secrets/password', 'my-release-postgresql', 'sk-learn-random-forest-classifier-v2', 'STS.AssumeRole'],
  ...[
    'STS.AssumeRoleWithServiceIdentity',
    'acs:ram::123456789012:role/reader',
    'https://sso.example.com/token',
    '4096',
  ],
  ...[
    'sha256:' + '0123456789abcdef'.repeat(4),
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '</s>',
    '<|endoftext|>',
    'EMPTY',
  ],
  ...['${DB_PASSWORD}', '$(TOKEN)', '{{ .Values.password }}', 'vault:secret/data/db#password', 'hf-internal-testing'],
  ...[
    'Qwen/Qwen3-235B-A22B-Instruct-2507',
    'registry.example.com/team/app:1.2.3',
    'token-classification',
    'text-generation',
  ],
  ...[
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
    'user@example.com',
    'true',
    '10m',
    'redis://redis:6379/0',
  ],
];
/** Names that say secret, with what stands for a value that is elsewhere. */
const SECRET_NAMES = ['PASSWORD', 'API_KEY', 'TOKEN', 'clientSecret', 'access_key'];
const ELSEWHERE = [
  '',
  'EMPTY',
  'none',
  '${DB_PASSWORD}',
  '$(TOKEN)',
  '{{ .Values.x }}',
  '/run/secrets/x',
  'vault:a/b',
  'changeme',
  'true',
];

test('nothing of 10,000 benign settings is taken for a secret', () => {
  const benign = tuple(constantFrom(...PREFIXES), constantFrom(...NAMES), constantFrom(...VALUES));
  const elsewhere = tuple(constantFrom(...PREFIXES), constantFrom(...SECRET_NAMES), constantFrom(...ELSEWHERE));
  for (const settings of [benign, elsewhere]) {
    assert(
      property(settings, ([prefix, name, value]) => {
        expect(literalSecretsOf(configMap({ [prefix + name]: value }))).toEqual([]);
        expect(literalSecretsOf(container({ env: [{ name: prefix + name, value }] }))).toEqual([]);
        expect(literalSecretsOf(configMap({ f: `a: b\n${prefix}${name}: ${value.split('\n')[0]}\n` }))).toEqual([]);
      }),
      fuzzing(5000),
    );
  }
});

test('no text makes the walk fail, whatever it holds', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 400 }), (text) => {
      literalSecretsOf(configMap({ a: text, b: base64(text), c: JSON.stringify({ password: text }) }));
    }),
    fuzzing(200),
  );
});
