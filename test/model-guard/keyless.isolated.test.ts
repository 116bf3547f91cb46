import { join } from 'node:path';
import * as signed from './keyless-signature.json';
import { directory } from './model-directory';
import { smallSafetensors } from './samples';
import { STRICT } from '../../lib/model-guard/policy';
import { Proofs } from '../../lib/model-guard/proofs';
import { verifyModel } from '../../lib/model-guard/verify';

/** As test/judges/model-guard/keyless.judge.ts has Sigstore's clients sign it. */
const FILES = { 'config.json': '{}', 'model.safetensors': smallSafetensors() };
const trust = directory({
  'model.sig': JSON.stringify(signed.signature),
  'unlogged.sig': JSON.stringify(signed.unlogged),
  'key.sig': '{}',
  'root.json': JSON.stringify(signed.root),
  'other-root.json': JSON.stringify(signed.otherRoot),
  'no-root.json': '{"tlogs": 1}',
});
const at = (name: string) => join(trust, name);
const proofs = (change: Partial<Proofs> = {}): Proofs => ({
  signature: at('model.sig'),
  trustedRoot: at('root.json'),
  certificateIdentity: 'https://example.com/release',
  certificateOidcIssuer: 'https://issuer.example.com',
  ...change,
});
const verify = async (change: Partial<Proofs> = {}, files: Record<string, string | Buffer> = FILES) =>
  verifyModel(directory(files), STRICT, proofs(change));

test('a keyless signature holds long after its certificate has ended, since a log says when it was made', async () => {
  expect(await verify()).toMatchObject({
    verdict: 'safe',
    refusals: [],
    signer: 'https://example.com/release (https://issuer.example.com)',
  });
});

const REFUSED: [what: string, change: Partial<Proofs>, reason: RegExp][] = [
  ['another identity', { certificateIdentity: 'https://example.com/other' }, /signed by .*, not by .*other/],
  ['a pattern', { certificateIdentity: 'https://example.com/.*' }, /signed by/],
  ['another issuer', { certificateOidcIssuer: 'https://issuer.example.org' }, /issuer.example.com", not by/],
  ['other authorities', { trustedRoot: at('other-root.json') }, /keyless signature does not hold/],
  ['no log', { signature: at('unlogged.sig') }, /keyless signature does not hold|not a Sigstore bundle/],
  ['no bundle', { signature: at('key.sig') }, /not a Sigstore bundle/],
];

test.each(REFUSED)('a signature of %s is refused', async (_, change, reason) => {
  const { verdict, refusals } = await verify(change);
  expect(verdict).toBe('refused');
  expect(refusals.map((refusal) => refusal.reason).join()).toMatch(reason);
});

test('a certificate that is not valid yet is refused', async () => {
  jest.useFakeTimers({ now: new Date('2020-01-01'), doNotFake: ['setImmediate', 'nextTick', 'setTimeout'] });
  const { refusals } = await verify().finally(() => jest.useRealTimers());
  expect(refusals.map(({ reason }) => reason).join()).toMatch(/its certificate is not valid before 20/);
});

test('a model with other files than were signed is refused', async () => {
  const { refusals } = await verify({}, { ...FILES, 'config.json': '{ }', 'more.json': '{}' });
  expect(refusals.map(({ file }) => file).sort()).toEqual(['config.json', 'more.json']);
});

test.each([
  [{ trustedRoot: undefined }, /--signature needs/],
  [{ certificateOidcIssuer: undefined }, /--signature needs/],
  [{ publicKey: at('root.json') }, /--signature needs/],
  [{ signature: undefined }, /is for a --signature/],
  [{ trustedRoot: at('no-root.json') }, /--trusted-root is not a trusted root/],
])('proofs %j do not go together', async (change, reason) => {
  await expect(verify(change)).rejects.toThrow(reason);
});
