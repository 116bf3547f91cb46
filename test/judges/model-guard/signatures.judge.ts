import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REQUIREMENTS } from './requirements';
import { STRICT } from '../../../lib/model-guard/policy';
import { Proofs } from '../../../lib/model-guard/proofs';
import { verifyModel } from '../../../lib/model-guard/verify';
import { judge, PYTHON } from '../support/judge';
import { PythonPackages } from '../support/python';

const FILES = ['model.safetensors', 'config.json', 'sub/README.md'];

judge('model_signing of the OpenSSF', [PYTHON], () => {
  const root = mkdtempSync(join(tmpdir(), 'signatures-'));
  const at = (name: string) => join(root, name);

  let packages: PythonPackages;
  beforeAll(() => {
    packages = new PythonPackages(REQUIREMENTS);
    packages.run([join(__dirname, 'sign_models.py'), root]);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const byKey = (name: string): Proofs => ({ signature: at(`${name}.sig`), publicKey: at(`${name}.pub`) });
  const byCertificate = (name: string, certificateIdentity: string, authority = 'root'): Proofs => ({
    signature: at(`${name}.sig`),
    certificateChain: at(`${authority}.pem`),
    certificateIdentity,
  });
  const verify = async (proofs: Proofs, model = at('model')) => verifyModel(model, STRICT, proofs);
  const reasons = async (proofs: Proofs, model?: string) =>
    (await verify(proofs, model)).refusals.map(({ file, reason }) => `${file.replace(`${root}/`, '')}: ${reason}`);

  const HOLD: [string, () => Proofs, string | RegExp][] = [
    ['a key of P-256', () => byKey('p256'), /^key [0-9a-f]{64}$/],
    ['a key of P-384', () => byKey('p384'), /^key [0-9a-f]{64}$/],
    ['a key of P-521', () => byKey('p521'), /^key [0-9a-f]{64}$/],
    [
      'an email address through an intermediate authority',
      () => byCertificate('email', 'release@example.com'),
      'release@example.com',
    ],
    ['a URI', () => byCertificate('uri', 'https://example.com/release'), 'https://example.com/release'],
    ['a common name', () => byCertificate('common-name', 'common-name'), 'common-name'],
    ['a certificate that has ended since', () => byCertificate('ended', 'release@example.com'), 'release@example.com'],
  ];

  test.each(HOLD)('a signature of %s holds', async (_, proofs, signer) => {
    expect(await verify(proofs())).toMatchObject({
      verdict: 'safe',
      refusals: [],
      signer: typeof signer === 'string' ? signer : expect.stringMatching(signer),
    });
  });

  const REFUSED: [string, () => Proofs, string][] = [
    ['another key', () => ({ ...byKey('p256'), publicKey: at('other.pub') }), 'p256.sig: signed by key '],
    [
      'another name',
      () => byCertificate('email', 'other@example.com'),
      'email.sig: signed by "release@example.com", not by "other@example.com"',
    ],
    [
      'the common name, where there is a better one',
      () => byCertificate('email', 'email'),
      'email.sig: signed by "release@example.com", not by "email"',
    ],
    [
      'an authority that is not trusted',
      () => byCertificate('email', 'release@example.com', 'stranger'),
      'email.sig: certificate of the signer is not trusted',
    ],
    [
      'an authority that came with the signature',
      () => byCertificate('impostor', 'release@example.com'),
      'impostor.sig: certificate of the signer is not trusted: it leads to another root',
    ],
    [
      'a certificate that is not valid yet',
      () => byCertificate('early', 'release@example.com'),
      'early.sig: certificate of the signer is not valid before ',
    ],
    [
      'a certificate of a server',
      () => byCertificate('tls', 'release@example.com'),
      'tls.sig: certificate of the signer is not for digital signatures or code signing',
    ],
    [
      'a key, where a certificate did',
      () => ({ ...byKey('p256'), signature: at('email.sig') }),
      'signed with a certificate',
    ],
    [
      'a certificate, where a key did',
      () => ({ ...byCertificate('email', 'release@example.com'), signature: at('p256.sig') }),
      'p256.sig: signed with a key',
    ],
    [
      'hashes of parts of files',
      () => ({ ...byKey('p256'), signature: at('shards.sig') }),
      'shards.sig: serialization is "shards", and only files is read',
    ],
    [
      'hashes of another kind',
      () => ({ ...byKey('p256'), signature: at('blake.sig') }),
      'blake.sig: hash is "blake3", and only sha256 is read',
    ],
  ];

  test.each(REFUSED)('a signature of %s is refused', async (_, proofs, reason) => {
    expect(await reasons(proofs())).toEqual([expect.stringContaining(reason)]);
  });

  const tampered = (change: (model: string) => void): string => {
    const model = mkdtempSync(join(root, 'tampered-'));
    cpSync(at('model'), model, { recursive: true });
    change(model);
    return model;
  };
  const SIGNED: [string, () => Proofs][] = [
    ['a key', () => byKey('p256')],
    ['a certificate', () => byCertificate('email', 'release@example.com')],
  ];

  describe.each(SIGNED)('a model that %s signed is refused', (_, proofs) => {
    test.each(FILES)('when the last byte of %s is another', async (file) => {
      const model = tampered((copy) => {
        const bytes = readFileSync(join(copy, file));
        bytes[bytes.length - 1] = 255 - bytes[bytes.length - 1];
        writeFileSync(join(copy, file), bytes);
      });
      expect(await reasons(proofs(), model)).toContainEqual(
        expect.stringMatching(`^${file}: digest is .* but the signature says`),
      );
    });

    test.each(FILES)('when %s is gone', async (file) => {
      const model = tampered((copy) => rmSync(join(copy, file)));
      expect(await reasons(proofs(), model)).toContain(`${file}: file of the signature is not there`);
    });

    test.each(['more.txt', 'sub/.hidden', '.git'])('when %s is added', async (file) => {
      const model = tampered((copy) => writeFileSync(join(copy, file), 'more'));
      const found = await reasons(proofs(), model);
      // what belongs to git is not signed
      expect(found).toEqual(file === '.git' ? [] : [`${file}: file is not in the signature`]);
    });

    test('when the signature was changed', async () => {
      const signature = at('changed.sig');
      const { signature: original, ...trust } = proofs();
      const bundle = JSON.parse(readFileSync(original!, 'utf8'));
      const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString();
      bundle.dsseEnvelope.payload = Buffer.from(payload.replace('config.json', 'configs.json')).toString('base64');
      writeFileSync(signature, JSON.stringify(bundle));
      expect(await reasons({ signature, ...trust })).toEqual([
        expect.stringMatching(/^changed.sig: signature is not one of .*, or what it signs was changed$/),
      ]);
    });
  });

  test('a signature may lie in the directory of the model', async () => {
    const model = tampered((copy) => cpSync(at('p256.sig'), join(copy, 'p256.sig')));
    expect(await reasons({ ...byKey('p256'), signature: join(model, 'p256.sig') }, model)).toEqual([]);
  });

  test('a signature over one file holds for that file', async () => {
    const proofs = { signature: at('one.sig'), publicKey: at('p256.pub') };
    expect(await verify(proofs, at('one.safetensors'))).toMatchObject({ verdict: 'safe', refusals: [] });
    writeFileSync(
      at('two.safetensors'),
      Buffer.concat([readFileSync(at('one.safetensors')).subarray(0, -1), Buffer.of(7)]),
    );
    expect((await verify(proofs, at('two.safetensors'))).refusals.map(({ rule }) => rule)).toEqual(['changed-file']);
  });

  test('the documented commands run, and what they sign is verified', async () => {
    const page = readFileSync(join(__dirname, '../../../docs/MODELS.md'), 'utf8');
    const commands = page
      .replace(/ \\\n */g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('model_signing sign '))
      .map((line) => line.slice('model_signing '.length));
    expect(commands).toHaveLength(2);
    const names: Record<string, string> = {
      'release.key': at('p256.key'),
      'signer.key': at('email.key'),
      'signer.pem': at('email.pem'),
      'middle.pem': at('middle.pem'),
    };
    for (const [number, command] of commands.entries()) {
      const model = tampered(() => undefined);
      const words = command.trim().split(/\s+/);
      const args = words.map((word) => names[word] ?? word.replace('./qwen3-8b', model));
      packages.run(['-m', 'model_signing', ...args]);
      const { signature: _, ...trust } = number === 0 ? byKey('p256') : byCertificate('email', 'release@example.com');
      expect(await reasons({ ...trust, signature: join(model, 'model.sig') }, model)).toEqual([]);
    }
  });
});
