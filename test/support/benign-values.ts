import { createHash, randomUUID } from 'node:crypto';
import {
  Arbitrary,
  base64String,
  constantFrom,
  integer,
  oneof,
  stringMatching,
  subarray,
  tuple,
  uint8Array,
} from 'fast-check';

/** A setting as public charts and controllers write it: a name, and a value that is no secret. */
export type Setting = readonly [name: string, value: string];

const hash = (algorithm: string, seed: string, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(seed).digest(encoding);
const seeds = integer().map(String);
const named = (names: readonly string[], values: Arbitrary<string>): Arbitrary<Setting> =>
  tuple(constantFrom(...names), values);

const WORDS = ['cert', 'Manager', 'Ingress', 'nginx', 'Qwen', 'Llama', 'Instruct', 'Controller', 'v1', 'AWQ', 'Int4'];
const words = (separator: string) =>
  tuple(...Array.from({ length: 5 }, () => constantFrom(...WORDS))).map((parts) => parts.join(separator));
/** Names of kinds and classes have a version once, if any. */
const CAMEL = [
  'Validating',
  'Admission',
  'Policy',
  'HTTP',
  'Route',
  'Inference',
  'Service',
  'Binding',
  'GPU',
  'Llama3',
];
const camelCase = tuple(subarray(CAMEL, { minLength: 3, maxLength: 6 }), constantFrom('', 'V1beta1', 'V2')).map(
  ([parts, version]) => parts.join('') + version,
);
const hex = (length: number) => stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const CONFIGURATIONS = [
  'replicas: 3\nimage: nginx\n',
  '{"log":{"level":"info"}}',
  '日志级别: 信息\n副本: 三',
  '[server]\nport = 80',
];

/** A certificate, which is public, as PEM and as its DER in base64. */
const DER = (bytes: Uint8Array) =>
  Buffer.concat([Buffer.from([0x30, 0x82, 0x03, 0x11, 0x30]), bytes]).toString('base64');
const certificates = uint8Array({ minLength: 60, maxLength: 90 }).map(DER);

/** Every kind of value that is long, looks random or speaks of keys, and is none. */
export const BENIGN_SETTINGS: Arbitrary<Setting> = oneof(
  named(
    ['image', 'digest', 'DIGEST'],
    seeds.map((seed) => `registry.example.com/a/b@sha256:${hash('sha256', seed, 'hex')}`),
  ),
  named(
    ['uid', 'id', 'REQUEST_ID', 'traceId'],
    seeds.map(() => randomUUID()),
  ),
  named(
    ['checksum/config', 'checksum/secret'],
    seeds.map((seed) => hash('sha256', seed, 'hex')),
  ),
  named(
    ['integrity', 'sri'],
    seeds.map((seed) => `sha512-${hash('sha512', seed, 'base64')}`),
  ),
  named(
    ['fingerprint', 'hostKey'],
    seeds.map((seed) => `SHA256:${hash('sha256', seed, 'base64').replace('=', '')}`),
  ),
  named(
    ['config', 'values.yaml', 'b64'],
    constantFrom(...CONFIGURATIONS).map((text) => Buffer.from(text).toString('base64')),
  ),
  named(['MODEL', 'model', 'name', 'release'], words('-')),
  named(['className', 'kind', 'handler'], camelCase),
  named(['package', 'module', 'entry'], words('.')),
  named(
    ['path', 'dir', 'MODEL_PATH'],
    words('/').map((path) => `/opt/${path}`),
  ),
  named(
    ['url', 'ENDPOINT', 'homepage'],
    words('/').map((path) => `https://charts.example.com/${path}?version=1.2.3&tab=readme`),
  ),
  named(
    ['role', 'arn', 'ROLE_ARN'],
    hex(16).map((id) => `acs:ram::1234567890123456:role/Reader-${id}`),
  ),
  named(
    ['arn'],
    hex(8).map((id) => `arn:aws:iam::123456789012:role/Service-Role-${id}`),
  ),
  named(
    ['version', 'appVersion', 'tag'],
    tuple(integer({ min: 0, max: 99 }), hex(7)).map(([n, id]) => `v1.${n}.0-20260829T101112Z-${id}`),
  ),
  named(
    ['pod-template-hash', 'pod', 'node'],
    stringMatching(/^[bcdfghjklmnpqrstvwxz2456789]{10}$/).map((id) => `llm-${id}-x7k2p`),
  ),
  named(
    ['instance', 'vswitch', 'zone'],
    stringMatching(/^[0-9a-z]{20}$/).map((id) => `vsw-bp1${id}`),
  ),
  named(
    ['helm.sh/release', 'release', 'owner'],
    integer({ min: 1, max: 99 }).map((n) => `sh.helm.release.v1.chat.v${n}`),
  ),
  named(['caBundle', 'tls.crt', 'certificate'], certificates),
  named(
    ['ca.pem', 'root-cert.pem'],
    certificates.map((text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`),
  ),
  named(
    ['public_key', 'cosign.pub'],
    base64String({ minLength: 40, maxLength: 60 }).map((text) => `ssh-ed25519 AAAA${text}`),
  ),
  named(
    ['description', 'help'],
    words(' ').map((text) => `The token is read from a file, see ${text}; password: required, secret name`),
  ),
  named(
    ['args', 'flags'],
    words('-').map((text) => `--served-model-name=${text} --eos-token=</s> --tokenizer-mode auto`),
  ),
  named(
    ['query', 'expr'],
    words('_').map((text) => `sum(rate(${text}_total{job="vllm",code=~"5.."}[5m])) by (pod)`),
  ),
  named(
    ['cron', 'time', 'at'],
    integer({ min: 1e9, max: 2e9 }).map((at) => new Date(at * 1000).toISOString()),
  ),
);
