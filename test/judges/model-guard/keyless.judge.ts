/** Keyless signatures as the clients of Sigstore make them, by an authority and logs of this test alone. */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIGSTORE } from './requirements';
import { STRICT } from '../../../lib/model-guard/policy';
import { Proofs } from '../../../lib/model-guard/proofs';
import { verifyModel } from '../../../lib/model-guard/verify';
import { smallSafetensors } from '../../model-guard/samples';
import { statementOf } from '../../model-guard/statements';
import { judge } from '../support/judge';
import { runLimited } from '../support/limited';
import { installedNpmPackages } from '../support/packages';

const FILES = { 'config.json': Buffer.from('{}'), 'model.safetensors': smallSafetensors() };

judge('the clients of Sigstore', [], () => {
  const root = mkdtempSync(join(tmpdir(), 'keyless-'));
  const at = (name: string) => join(root, name);
  const model = at('model');

  beforeAll(() => {
    mkdirSync(model);
    Object.entries(FILES).forEach(([name, bytes]) => writeFileSync(join(model, name), bytes));
    writeFileSync(at('statement.json'), statementOf(FILES));
    const packages = installedNpmPackages('sigstore', SIGSTORE);
    runLimited(process.execPath, [join(__dirname, 'sign_keyless.cjs'), packages, at('statement.json'), root]);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const proofs = (change: Partial<Proofs> = {}): Proofs => ({
    signature: at('model.sig'),
    trustedRoot: at('root.json'),
    certificateIdentity: 'https://example.com/release',
    certificateOidcIssuer: 'https://issuer.example.com',
    ...change,
  });
  const reasons = async (change: Partial<Proofs>) =>
    (await verifyModel(model, STRICT, proofs(change))).refusals.map(({ reason }) => reason).join('\n');

  test('a signature of the identity and issuer holds, without any network', async () => {
    expect(await verifyModel(model, STRICT, proofs())).toMatchObject({
      verdict: 'safe',
      refusals: [],
      signer: 'https://example.com/release (https://issuer.example.com)',
    });
  });

  const REFUSED: [what: string, change: () => Partial<Proofs>, reason: RegExp][] = [
    [
      'another identity',
      () => ({ certificateIdentity: 'https://example.com/' }),
      /signed by "https:\/\/example.com\/release" of/,
    ],
    ['a pattern of identities', () => ({ certificateIdentity: 'https://example.com/.*' }), /signed by/],
    [
      'another issuer',
      () => ({ certificateOidcIssuer: 'https://issuer.example.org' }),
      /of "https:\/\/issuer.example.com", not by/,
    ],
    [
      'the authorities of another instance',
      () => ({ trustedRoot: at('other-root.json') }),
      /keyless signature does not hold/,
    ],
    ['no log', () => ({ signature: at('unlogged.sig') }), /keyless signature does not hold|not a Sigstore bundle/],
    ['a log entry of another time', () => ({ signature: at('later.sig') }), /keyless signature does not hold/],
    [
      'a log entry of another signature',
      () => ({ signature: at('of-another.sig') }),
      /keyless signature does not hold/,
    ],
  ];

  test.each(REFUSED)('a signature of %s is refused', async (_, change, reason) => {
    expect(await reasons(change())).toMatch(reason);
  });

  test('a model that was changed since is refused', async () => {
    appendFileSync(join(model, 'config.json'), ' ');
    expect(await reasons({})).toMatch(/digest is [0-9a-f]{64}, but the signature says/);
  });
});
