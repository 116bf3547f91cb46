import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { directory, model } from './model-directory';
import { PROTOCOL_2 } from './pickles';
import * as signed from './signed-model.json';
import { STRICT } from '../../lib/model-guard/policy';
import { Proofs } from '../../lib/model-guard/proofs';
import { Publication, publishModel } from '../../lib/model-guard/publish';
import { verifyModel } from '../../lib/model-guard/verify';

const digestOf = async (root: string) => (await verifyModel(root, STRICT)).digest!;

async function publish(from: string, proofs?: Proofs, more: Partial<Publication> = {}) {
  const to = join(directory({}), 'published');
  const report = await publishModel({ from, to, ...more }, STRICT, proofs ?? { digest: await digestOf(from) });
  return { to, report, left: readdirSync(dirname(more.to ?? to)) };
}

test('a model that is verified gets its place, whole and read-only', async () => {
  const from = model({ 'sub/deep/notes.txt': 'x' });
  const { to, report, left } = await publish(from);
  expect(report).toMatchObject({ target: to, verdict: 'safe', digest: await digestOf(from) });
  expect(left).toEqual(['published']);
  expect(await digestOf(to)).toBe(await digestOf(from));
  const modes = ['.', 'sub', 'sub/deep', 'config.json', 'sub/deep/notes.txt'].map((path) =>
    (statSync(join(to, path)).mode % 0o1000).toString(8),
  );
  expect(modes).toEqual(['555', '555', '555', '444', '444']);
});

test('a program that was stopped can be started again, before its end and after it', async () => {
  const from = model();
  const { to, report } = await publish(from);
  expect(await publishModel({ from, to }, STRICT, { digest: report.digest })).toMatchObject({ verdict: 'safe' });
  const other = join(directory({ 'x.part/rest': 'half' }), 'x');
  const again = await publish(from, undefined, { to: other });
  expect([again.left, readdirSync(other).sort()]).toEqual([['x'], readdirSync(from).sort()]);
});

const REFUSED: [string, () => string, string][] = [
  ['a pickle', () => model({ 'pytorch_model.bin': PROTOCOL_2 }), 'pickle imports posix.system'],
  [
    'a link',
    () => {
      const root = model();
      symlinkSync('/etc/passwd', join(root, 'vocab'));
      return root;
    },
    'symbolic link',
  ],
];

test.each(REFUSED)('a model with %s gets no place', async (_, make, reason) => {
  const { report, left } = await publish(make(), { digest: 'sha256:0' });
  expect(report.verdict).toBe('refused');
  expect(report.refusals.map((refusal) => refusal.reason).join()).toContain(reason);
  expect(left).toEqual([]);
});

test('a model of another digest gets no place, and nothing is left of it', async () => {
  const { report, left } = await publish(model(), { digest: `sha256:${'0'.repeat(64)}` });
  expect(report).toMatchObject({ verdict: 'refused', refusals: [{ reason: expect.stringContaining('is expected') }] });
  expect(left).toEqual([]);
});

test('a signature in the directory is copied with it and verified there', async () => {
  const files = Object.entries(signed.files).map(([path, content]) => [path, Buffer.from(content, 'base64')]);
  const from = directory({ ...Object.fromEntries(files), 'model.sig': JSON.stringify(signed.byKey.signature) });
  const publicKey = join(directory({ key: signed.byKey.publicKey }), 'key');
  const proofs = { signature: join(from, 'model.sig'), publicKey, digest: await digestOf(from) };
  const { to, report } = await publish(from, proofs);
  expect(report).toMatchObject({ verdict: 'safe', signer: expect.stringMatching(/^key /) });
  expect(existsSync(join(to, 'model.sig'))).toBe(true);
  appendFileSync(join(from, 'config.json'), ' ');
  expect((await publish(from, { ...proofs, digest: await digestOf(from) })).report.refusals).toEqual([
    expect.objectContaining({ file: 'config.json', reason: expect.stringContaining('but the signature says') }),
  ]);
});

test('a signature that is not there leaves nothing', async () => {
  const from = model();
  const to = join(directory({}), 'published');
  const publicKey = join(directory({ key: signed.byKey.publicKey }), 'key');
  const proofs = { signature: join(from, 'model.sig'), publicKey };
  await expect(publishModel({ from, to }, STRICT, proofs)).rejects.toThrow('model.sig');
  expect(readdirSync(dirname(to))).toEqual([]);
});

test('it waits until the model is fetched', async () => {
  const from = model();
  const when = join(directory({}), 'fetched');
  const to = join(directory({}), 'published');
  const published = publishModel({ from, to, when }, STRICT, { digest: await digestOf(from) });
  expect(readdirSync(dirname(to))).toEqual([]);
  writeFileSync(when, '');
  expect((await published).verdict).toBe('safe');
  expect(readFileSync(join(to, 'config.json'))).toEqual(readFileSync(join(from, 'config.json')));
});
