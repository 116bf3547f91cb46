import { generateKeyPairSync } from 'node:crypto';
import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { DIGEST, IMAGE, manifest, newService, podSpec } from './fixtures';
import {
  CloudIdentity,
  guardrails,
  KubernetesVersion,
  ModelVerification,
  SecureGpuInferenceServiceProps,
  Workload,
} from '../../lib';
import * as signed from '../model-guard/keyless-signature.json';
import { fuzzing } from '../support/fuzzing';
import { CERTIFICATE, PUBLIC_KEY } from '../support/signers';

const NODE = IMAGE.replace('vllm-openai', 'nodejs22');
const KEY = { image: NODE, publicKey: PUBLIC_KEY };
const KEYLESS = {
  image: NODE,
  trustedRoot: JSON.stringify(signed.root),
  identity: 'https://example.com/release',
  issuer: 'https://issuer.example.com',
};
const AUTHORITY = { image: NODE, roots: [CERTIFICATE], identity: 'release@example.com' };

const verified = (modelVerification: ModelVerification, props: Partial<SecureGpuInferenceServiceProps> = {}) =>
  newService({ modelVerification, ...props });
const guardOf = (service: ReturnType<typeof newService>) => podSpec(service).initContainers[0];

test('without it, nothing is added', () => {
  expect(podSpec(newService())).not.toHaveProperty('initContainers');
});

const WAYS: [string, ModelVerification, string[], string[]][] = [
  ['headers', ModelVerification.headers({ image: NODE }), ['--headers-only'], ['model-guard.js']],
  ['digest', ModelVerification.digest({ image: NODE, digest: DIGEST }), [`--digest=${DIGEST}`], ['model-guard.js']],
  [
    'a key',
    ModelVerification.signedByKey({ ...KEY, signature: 'signatures/model.sig' }),
    ['--signature=/models/qwen3-8b/signatures/model.sig', '--public-key=/model-guard/signer.pub'],
    ['model-guard.js', 'signer.pub'],
  ],
  [
    'a certificate',
    ModelVerification.signedByCertificate(AUTHORITY),
    [
      '--signature=/models/qwen3-8b/model.sig',
      '--certificate-chain=/model-guard/roots.pem',
      '--certificate-identity=release@example.com',
    ],
    ['model-guard.js', 'roots.pem'],
  ],
  [
    'an identity',
    ModelVerification.signedKeyless(KEYLESS),
    [
      '--signature=/models/qwen3-8b/model.sig',
      '--trusted-root=/model-guard/trusted_root.json',
      '--certificate-identity=https://example.com/release',
      '--certificate-oidc-issuer=https://issuer.example.com',
    ],
    ['model-guard.js', 'trusted_root.json'],
  ],
];

describe.each(WAYS)('a model that is checked by %s', (_, verification, args, files) => {
  const service = verified(verification);
  const guard = guardOf(service);

  test('is read by a program from a ConfigMap, whose name is that of the proof', () => {
    expect([guard.command, guard.args]).toEqual([
      ['/nodejs/bin/node'],
      ['/model-guard/model-guard.js', 'verify', '/models/qwen3-8b', '--weights=safetensors', ...args],
    ]);
    const map = manifest(service, 'ConfigMap');
    expect(map.metadata).toMatchObject({ namespace: 'inference' });
    expect([...Object.keys(map.binaryData), ...Object.keys(map.data ?? {})]).toEqual(files);
    expect(podSpec(service).volumes).toContainEqual({
      name: 'model-guard',
      configMap: { name: map.metadata.name, defaultMode: 0o444 },
    });
  });

  test('is read by a container that is hardened like the engine, and can only read', () => {
    const [engine] = podSpec(service).containers;
    expect(guard.securityContext).toEqual(engine.securityContext);
    expect(guard.resources.requests).toEqual(guard.resources.limits);
    expect(Object.keys(guard.resources.limits).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
    expect(guard.volumeMounts.every((mount: any) => mount.readOnly)).toBe(true);
    expect(guard.volumeMounts).toContainEqual(engine.volumeMounts.find((mount: any) => mount.name === 'model'));
    expect(guard).not.toHaveProperty('env');
  });

  test('breaks no rule', () => {
    expect(service.node.validate()).toEqual([]);
  });
});

test('the ConfigMap is smaller than what the API server, and the annotation of kubectl apply, can hold', () => {
  const map = manifest(verified(ModelVerification.signedByKey(KEY)), 'ConfigMap');
  expect(JSON.stringify(map).length).toBeLessThan(256 * 1024);
});

test('another key is another ConfigMap, so that pods which run keep theirs', () => {
  const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({
    type: 'spki',
    format: 'pem',
  });
  const names = [PUBLIC_KEY, publicKey as string].map(
    (pem) => manifest(verified(ModelVerification.signedByKey({ ...KEY, publicKey: pem })), 'ConfigMap').metadata.name,
  );
  expect(new Set(names).size).toBe(2);
});

test('pods carry the digest that their model must have', () => {
  const { metadata } = manifest(verified(ModelVerification.digest({ image: NODE, digest: DIGEST })), 'Deployment').spec
    .template;
  expect(metadata.annotations).toMatchObject({ 'secure-inference.ack/model-digest': DIGEST });
});

test('every pod of a group checks the model that it reads', () => {
  const service = verified(ModelVerification.headers({ image: NODE }), {
    workload: Workload.leaderWorkerSet({ size: 2 }),
  });
  const { leaderTemplate, workerTemplate } = manifest(service, 'LeaderWorkerSet').spec.leaderWorkerTemplate;
  for (const { spec } of [leaderTemplate, workerTemplate]) {
    expect(spec.initContainers).toEqual([expect.objectContaining({ name: 'model-guard' })]);
  }
});

test('the cloud credentials of the engine are not for the container that reads strange files', () => {
  const cloudIdentity = CloudIdentity.rrsa({ roleName: 'reader', region: 'cn-hangzhou' });
  const annotations = (props: Partial<SecureGpuInferenceServiceProps>) =>
    manifest(newService(props), 'Deployment').spec.template.metadata.annotations;
  const skip = 'pod-identity.alibabacloud.com/skip-containers';
  expect(annotations({ cloudIdentity })).not.toHaveProperty([skip]);
  const modelVerification = ModelVerification.headers({ image: NODE });
  expect(annotations({ cloudIdentity, modelVerification })).toHaveProperty([skip], 'model-guard');
});

test('what is allowed beyond the rules is said to the program', () => {
  const [template, file] = ['0'.repeat(64), '1'.repeat(64)];
  const allowed = { operatorDomains: ['com.microsoft'], templates: [template], files: [file] };
  const { args } = guardOf(verified(ModelVerification.headers({ image: NODE, ...allowed })));
  expect(args).toEqual(
    expect.arrayContaining([
      '--allow-operator-domain=com.microsoft',
      `--allow-template=${template}`,
      `--allow-file=${file}`,
    ]),
  );
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secret = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const REFUSED: [string, ModelVerification, string][] = [
  ['a tag', ModelVerification.headers({ image: 'node:22' }), 'image of the model verification is not pinned by digest'],
  ['half a digest', ModelVerification.digest({ image: NODE, digest: 'sha256:0' }), 'invalid digest of the model'],
  [
    'a signature elsewhere',
    ModelVerification.signedByKey({ ...KEY, signature: '../model.sig' }),
    'signature of the model is not in its directory',
  ],
  [
    'a private key',
    ModelVerification.signedByKey({ ...KEY, publicKey: secret as string }),
    'key of the signer is no public key: got "-----BEGIN PRIVATE KEY-----"',
  ],
  [
    'an RSA key',
    ModelVerification.signedByKey({
      ...KEY,
      publicKey: rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    }),
    'key of the signer cannot sign models',
  ],
  ['no roots', ModelVerification.signedByCertificate({ ...AUTHORITY, roots: [] }), 'no certificates'],
  ['nobody', ModelVerification.signedByCertificate({ ...AUTHORITY, identity: ' ' }), 'identity of the signer is empty'],
  [
    'a trusted root without logs',
    ModelVerification.signedKeyless({ ...KEYLESS, trustedRoot: '{"certificateAuthorities": [{}], "tlogs": []}' }),
    'trusted root names no certificate authority or no transparency log',
  ],
  [
    'a trusted root that is no JSON',
    ModelVerification.signedKeyless({ ...KEYLESS, trustedRoot: 'x' }),
    'trusted root names no certificate authority',
  ],
  ['no issuer', ModelVerification.signedKeyless({ ...KEYLESS, issuer: 'x' }), 'issuer of the identity is no address'],
  ['no identity', ModelVerification.signedKeyless({ ...KEYLESS, identity: '' }), 'identity of the signer is empty'],
  ['no domain', ModelVerification.headers({ image: NODE, operatorDomains: [''] }), 'invalid operator domain'],
  [
    'no template',
    ModelVerification.headers({ image: NODE, templates: ['x'] }),
    'chat template is not named by its digest',
  ],
];

test.each(REFUSED)('%s is refused', (_, verification, message) => {
  expect(() => verified(verification)).toThrow(message);
});

test('whatever else a service is, its model is checked before, by what no rule finds anything on', () => {
  const options = fc.record({
    way: fc.constantFrom(...WAYS.map(([, verification]) => verification)),
    workload: fc.constantFrom(Workload.deployment(), Workload.kserve(), Workload.leaderWorkerSet({ size: 2 })),
    version: fc.constantFrom(KubernetesVersion.V1_30, KubernetesVersion.V1_34, KubernetesVersion.V1_35),
    cpu: fc.double({ min: 0.5, max: 64, noNaN: true }),
  });
  fc.assert(
    fc.property(options, ({ way, workload, version, cpu }) => {
      const service = verified(way, { workload, kubernetesVersion: version, pod: { cpu } });
      expect(service.node.validate()).toEqual([]);
      const written = JSON.stringify(Testing.synth(Chart.of(service)));
      expect(written.match(/"--weights=safetensors"/g)).toHaveLength(workload.nodes);
    }),
    fuzzing(50),
  );
});

test('the rule that asks for proof of the model is content with a digest or signature, not with headers', () => {
  const found = WAYS.map(([, verification]) =>
    guardrails.Checks.evaluate(Chart.of(verified(verification))).some(({ ruleId }) => ruleId === 'SAI-MDL-022'),
  );
  expect(found).toEqual([true, ...WAYS.slice(1).map(() => false)]);
});
