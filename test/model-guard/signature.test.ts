import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directory } from './model-directory';
import { smallSafetensors } from './samples';
import * as signed from './signed-model.json';
import { STRICT } from '../../lib/model-guard/policy';
import { Proofs } from '../../lib/model-guard/proofs';
import { verifyModel } from '../../lib/model-guard/verify';

const FILES = Object.fromEntries(
  Object.entries(signed.files).map(([path, content]) => [path, Buffer.from(content, 'base64')]),
);
const SIGNED = Object.keys(FILES).filter((path) => path !== '.gitattributes');
const FILES_AS_MANIFEST = Object.entries(FILES)
  .map(([path, content]) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`)
  .join('');
const trust = directory({
  'key.sig': JSON.stringify(signed.byKey.signature),
  'certificate.sig': JSON.stringify(signed.byCertificate.signature),
  'key.pub': signed.byKey.publicKey,
  'other.pub': signed.otherKey,
  'root.pem': signed.byCertificate.root,
  'other.pem': signed.otherRoot,
});
const at = (name: string) => join(trust, name);
const BY_KEY: Proofs = { signature: at('key.sig'), publicKey: at('key.pub') };
const BY_CERTIFICATE: Proofs = {
  signature: at('certificate.sig'),
  certificateChain: at('root.pem'),
  certificateIdentity: 'release@example.com',
};

const verify = async (proofs: Proofs, root = directory(FILES)) => verifyModel(root, STRICT, proofs);
const reasons = async (proofs: Proofs, root?: string) =>
  (await verify(proofs, root)).refusals.map(({ file, reason }) => `${file.replace(`${trust}/`, '')}: ${reason}`);

/** As `cosign attest-blob --statement` names the key: test/judges/images/keyless.judge.ts. */
test('a bundle may name the key as cosign does', async () => {
  const der = createPublicKey(signed.byKey.publicKey).export({ type: 'spki', format: 'der' });
  const hint = createHash('sha256').update(der).digest('base64');
  const bundleOf = (named: string) => {
    const { verificationMaterial, ...rest } = signed.byKey.signature;
    return JSON.stringify({
      ...rest,
      verificationMaterial: { ...verificationMaterial, publicKey: { hint: named } },
    });
  };
  writeFileSync(at('cosign.sig'), bundleOf(hint));
  writeFileSync(at('another.sig'), bundleOf(hint.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))));
  expect(await verify({ ...BY_KEY, signature: at('cosign.sig') })).toMatchObject({ verdict: 'safe' });
  expect(await reasons({ ...BY_KEY, signature: at('another.sig') })).toEqual([
    expect.stringMatching(/signed by key .*, not by [0-9a-f]{64} or /),
  ]);
});

describe.each([
  ['a key', BY_KEY, expect.stringMatching(/^key [0-9a-f]{64}$/)],
  ['a certificate', BY_CERTIFICATE, 'release@example.com'],
])('a model that %s signed', (_, proofs, signer) => {
  test('is safe, and its signer is named', async () => {
    expect(await verify(proofs)).toMatchObject({ verdict: 'safe', refusals: [], signer });
  });

  test.each(SIGNED)('is refused when %s is changed', async (file) => {
    const root = directory(FILES);
    appendFileSync(join(root, file), ' ');
    expect(await reasons(proofs, root)).toContainEqual(
      expect.stringMatching(`^${file}: digest is [0-9a-f]{64}, but the signature says [0-9a-f]{64}$`),
    );
  });

  test.each(SIGNED)('is refused when %s is gone', async (file) => {
    const root = directory(FILES);
    rmSync(join(root, file));
    expect(await reasons(proofs, root)).toContain(`${file}: file of the signature is not there`);
  });

  test('is refused when a file is added, but for those that the signer left out', async () => {
    const root = directory({ ...FILES, '.gitignore': '*.tmp\n' });
    expect(await reasons(proofs, root)).toEqual([]);
    writeFileSync(join(root, 'sub/more.txt'), 'more');
    expect(await reasons(proofs, root)).toEqual(['sub/more.txt: file is not in the signature']);
  });
});

test('the digest of a model is the same, however it is verified', async () => {
  const root = directory({ ...FILES, 'model.sig': JSON.stringify(signed.byKey.signature) });
  const { digest } = await verify({}, root);
  const manifest = join(directory({ sums: '' }), 'sums');
  writeFileSync(manifest, FILES_AS_MANIFEST);
  const proofs = { ...BY_KEY, signature: join(root, 'model.sig'), digest, manifest };
  expect(await verify(proofs, root)).toMatchObject({ verdict: 'safe', digest });
});

const WRONG: [string, Proofs, string][] = [
  ['another key', { ...BY_KEY, publicKey: at('other.pub') }, 'key.sig: signed by key '],
  [
    'another root',
    { ...BY_CERTIFICATE, certificateChain: at('other.pem') },
    'certificate.sig: certificate of the signer is not trusted: ',
  ],
  [
    'another name',
    { ...BY_CERTIFICATE, certificateIdentity: 'other@example.com' },
    'certificate.sig: signed by "release@example.com", not by "other@example.com"',
  ],
  [
    'a key that no certificate is',
    { ...BY_KEY, signature: at('certificate.sig') },
    'certificate.sig: signed with a certificate',
  ],
  ['a root for a key', { ...BY_CERTIFICATE, signature: at('key.sig') }, 'key.sig: signed with a key'],
];

test.each(WRONG)('a signature does not hold for %s', async (_, proofs, reason) => {
  const report = await verify(proofs);
  expect(report.signer).toBeUndefined();
  expect(await reasons(proofs)).toEqual([expect.stringContaining(reason)]);
});

describe('what is signed must be', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const zeros = '0'.repeat(64);
  const statement = (predicate: object, digest?: string) => ({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'model', digest: { sha256: digest ?? createHash('sha256').update(Buffer.alloc(32)).digest('hex') } },
    ],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false },
      resources: [{ name: 'a', algorithm: 'sha256', digest: zeros }],
      ...predicate,
    },
  });
  const resource = (change: object) => ({ resources: [{ name: 'a', algorithm: 'sha256', digest: zeros, ...change }] });

  /** A bundle in which everything is signed as it should be. */
  const bundleOf = (payload: string, payloadType = 'application/vnd.in-toto+json') => {
    const signedBytes = `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(payload)} ${payload}`;
    return JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: '' }, tlogEntries: [] },
      dsseEnvelope: {
        payload: Buffer.from(payload).toString('base64'),
        payloadType,
        signatures: [{ sig: sign('sha256', Buffer.from(signedBytes), privateKey).toString('base64'), keyid: '' }],
      },
    });
  };
  const check = async (bundle: string) => {
    const root = directory({ sig: bundle, pub: publicKey.export({ type: 'spki', format: 'pem' }) as string });
    const { refusals } = await verify({ signature: join(root, 'sig'), publicKey: join(root, 'pub') });
    return refusals.filter(({ rule }) => rule === 'signature' || rule === 'malformed').map(({ reason }) => reason);
  };

  test('a statement of model_signing', async () => {
    expect(await check(bundleOf(JSON.stringify(statement({}))))).toEqual([]);
  });

  const BROKEN: [string, string, string][] = [
    ['another type', JSON.stringify({ ...statement({}), _type: 'x' }), 'statement type is "x"'],
    ['a predicate of version 0.2', JSON.stringify({ ...statement({}), predicateType: 'x' }), 'predicate type is "x"'],
    ['parts', JSON.stringify(statement({ serialization: { method: 'shards' } })), 'serialization is "shards"'],
    [
      'another hash',
      JSON.stringify(statement({ serialization: { method: 'files', hash_type: 'blake3' } })),
      'hash is "blake3"',
    ],
    ['a file with another hash', JSON.stringify(statement(resource({ algorithm: 'md5' }))), 'hash of a file is "md5"'],
    ['half a digest', JSON.stringify(statement(resource({ digest: '00' }))), 'digest "00" is not one of SHA-256'],
    ['a path that leaves', JSON.stringify(statement(resource({ name: '../a' }))), 'path "../a" leaves the model'],
    [
      'a path twice',
      JSON.stringify(statement({ resources: [0, 1].map(() => resource({}).resources[0]) })),
      'path "a" leaves the model, or is there twice',
    ],
    ['another digest of the whole', JSON.stringify(statement({}, zeros)), 'digest of the whole is '],
    ['two subjects', JSON.stringify({ ...statement({}), subject: [{}, {}] }), 'statement has not one subject'],
    ['no list of files', JSON.stringify(statement({ resources: {} })), 'resources is not a list'],
    ['no object', '[]', 'statement is not an object'],
    ['no JSON', 'x', 'JSON at character 0'],
    [
      'a path that is left out and leaves',
      JSON.stringify(statement({ serialization: { method: 'files', hash_type: 'sha256', ignore_paths: ['/'] } })),
      'ignored path "/" leaves the model',
    ],
  ];

  test.each(BROKEN)('not one with %s', async (_, payload, reason) => {
    expect(await check(bundleOf(payload))).toEqual([expect.stringContaining(reason)]);
  });

  test('an in-toto statement', async () => {
    expect(await check(bundleOf('{}', 'text/plain'))).toEqual(['bundle holds no in-toto statement']);
    expect(await check('{}')).toEqual([expect.stringContaining('file is not a Sigstore bundle')]);
  });
});

describe('options that do not go together are said', () => {
  const WRONG_PROOFS: [Proofs, string][] = [
    [{ signature: 'a' }, '--signature needs --public-key, or --certificate-chain and --certificate-identity'],
    [{ ...BY_CERTIFICATE, certificateIdentity: undefined }, '--signature needs'],
    [{ ...BY_CERTIFICATE, publicKey: 'a' }, '--signature needs'],
    [{ publicKey: 'a' }, '--public-key is for a --signature'],
    [{ ...BY_KEY, headersOnly: true }, '--headers-only hashes nothing, which --signature needs'],
    [{ ...BY_CERTIFICATE, certificateChain: at('key.pub') }, '--certificate-chain holds no certificate in PEM'],
  ];

  test.each(WRONG_PROOFS)('%j', async (proofs, message) => {
    await expect(verify(proofs)).rejects.toThrow(message);
  });
});

describe('a signature over one file', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  const signedFile = (content: Buffer) => {
    const digest = sha256(content);
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'one', digest: { sha256: sha256(digest).toString('hex') } }],
      predicateType: 'https://model_signing/signature/v1.0',
      predicate: {
        serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false },
        resources: [{ name: '.', algorithm: 'sha256', digest: digest.toString('hex') }],
      },
    };
    const payload = Buffer.from(JSON.stringify(statement));
    const type = 'application/vnd.in-toto+json';
    const signedBytes = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
    const envelope = {
      payload: payload.toString('base64'),
      payloadType: type,
      signatures: [{ sig: sign('sha256', signedBytes, privateKey).toString('base64'), keyid: '' }],
    };
    return directory({
      'one.safetensors': content,
      'one.sig': JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: { publicKey: { hint: '' }, tlogEntries: [] },
        dsseEnvelope: envelope,
      }),
      'one.pub': publicKey.export({ type: 'spki', format: 'pem' }) as string,
    });
  };
  const proofsIn = (root: string): Proofs => ({ signature: join(root, 'one.sig'), publicKey: join(root, 'one.pub') });

  test('verifies that file', async () => {
    const root = signedFile(smallSafetensors());
    const report = await verifyModel(join(root, 'one.safetensors'), STRICT, proofsIn(root));
    expect(report).toMatchObject({ verdict: 'safe', refusals: [], signer: expect.stringMatching(/^key /) });
  });

  test('is refused for another file, and for a directory', async () => {
    const root = signedFile(smallSafetensors());
    const proofs = proofsIn(root);
    writeFileSync(join(root, 'one.safetensors'), Buffer.concat([smallSafetensors().subarray(0, -1), Buffer.from([1])]));
    const rules = async (target: string) =>
      (await verifyModel(target, STRICT, proofs)).refusals.map(({ rule }) => rule);
    expect(await rules(join(root, 'one.safetensors'))).toEqual(['changed-file']);
    expect(await rules(root)).toContain('missing-file');
  });
});
