/** What the real cosign signs, without a key and with one, beside an authority and logs of this test alone. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Distribution } from './distribution';
import { STRICT } from '../../../lib/model-guard/policy';
import { Proofs } from '../../../lib/model-guard/proofs';
import { verifyModel } from '../../../lib/model-guard/verify';
import { CommandUnderTest } from '../../cli/command';
import { smallSafetensors } from '../../model-guard/samples';
import { statementOf } from '../../model-guard/statements';
import { SIGSTORE } from '../model-guard/requirements';
import { goInstall } from '../support/go';
import { GO, judge } from '../support/judge';
import { runLimited } from '../support/limited';
import { installedNpmPackages } from '../support/packages';

const FILES = { 'config.json': Buffer.from('{}'), 'model.safetensors': smallSafetensors() };
const IDENTITY = 'https://example.com/release';
const ISSUER = 'https://issuer.example.com';

judge('cosign v2.6.1, without a key', [GO], () => {
  const folder = mkdtempSync(join(tmpdir(), 'cosign-'));
  const at = (name: string) => join(folder, name);
  let command: CommandUnderTest;
  let registry: Distribution;
  let digest: string;

  beforeAll(async () => {
    process.env.COSIGN_PASSWORD = '';
    command = new CommandUnderTest();
    registry = await Distribution.start();
    digest = await registry.pushImage('ai/signed', 'v1');
    const attested = await registry.pushImage('ai/attested', 'v2');
    await registry.pushImage('ai/unsigned', 'v1');
    mkdirSync(at('model'));
    Object.entries(FILES).forEach(([name, bytes]) => writeFileSync(join(at('model'), name), bytes));
    writeFileSync(at('statement.json'), statementOf(FILES));
    writeFileSync(at('predicate.json'), '{}');

    const cosign = goInstall('github.com/sigstore/cosign/v2/cmd/cosign', 'v2.6.1');
    const bundle = '--new-bundle-format';
    const registryArgs = [bundle, '--allow-http-registry'];
    const runs = [
      ['sign', ...registryArgs, `${registry.host}/ai/signed@${digest}`],
      [
        ...['attest', ...registryArgs, '--type', 'custom', '--predicate', at('predicate.json')],
        `${registry.host}/ai/attested@${attested}`,
      ],
      ['attest-blob', bundle, '--bundle', at('model.sig'), '--statement', at('statement.json')],
    ];
    const packages = installedNpmPackages('sigstore', SIGSTORE);
    runLimited(process.execPath, [
      join(__dirname, '../support/sign_with_cosign.cjs'),
      ...[packages, cosign, folder],
      ...runs.map((run) => JSON.stringify(run)),
    ]);
    runLimited(cosign, ['generate-key-pair', '--output-key-prefix', at('cosign')]);
    runLimited(cosign, [
      ...['attest-blob', '--yes', bundle, '--key', at('cosign.key'), '--tlog-upload=false'],
      ...['--bundle', at('key.sig'), '--statement', at('statement.json')],
    ]);
  });

  afterAll(async () => {
    delete process.env.COSIGN_PASSWORD;
    await registry?.stop();
    command?.remove();
    rmSync(folder, { recursive: true });
  });

  const lock = (repository: string, tag: string, identity = IDENTITY) =>
    command.runAside(
      [
        ...['images', 'lock', `${registry.host}/ai/${repository}:${tag}`, '--trusted-root', at('trusted-root.json')],
        ...['--certificate-identity', identity, '--certificate-oidc-issuer', ISSUER],
      ],
      { DOCKER_AUTH_CONFIG: '{}' },
    );

  test('an image that it signed is locked, with the signer', async () => {
    expect(await lock('signed', 'v1')).toMatchObject({ status: 0, stderr: '' });
    const { images } = JSON.parse(readFileSync(join(command.folder, 'images.lock.json'), 'utf8'));
    expect(images[`${registry.host}/ai/signed:v1`]).toMatchObject({ digest, signedBy: `${IDENTITY} (${ISSUER})` });
  });

  test.each([
    ['of another identity', 'signed', 'v1', 'https://example.com/other', /no signature holds: signed by/],
    ['that nobody signed', 'unsigned', 'v1', IDENTITY, /not signed/],
    ['of which the signer said something else', 'attested', 'v2', IDENTITY, /is no signature of an image/],
  ])('an image %s is not', async (_, repository, tag, identity, said) => {
    expect(await lock(repository, tag, identity)).toMatchObject({ status: 2, stderr: expect.stringMatching(said) });
  });

  const keyless = {
    signature: at('model.sig'),
    trustedRoot: at('trusted-root.json'),
    certificateIdentity: IDENTITY,
    certificateOidcIssuer: ISSUER,
  };

  test.each<[string, Proofs, RegExp]>([
    ['without a key', keyless, /^https:\/\/example.com\/release \(https:\/\/issuer.example.com\)$/],
    ['with a key', { signature: at('key.sig'), publicKey: at('cosign.pub') }, /^key /],
  ])('a model whose statement it signed %s holds', async (_, proofs, signer) => {
    const verified = await verifyModel(at('model'), STRICT, proofs);
    expect(verified).toMatchObject({ verdict: 'safe', refusals: [], signer: expect.stringMatching(signer) });
  });

  test('a bundle whose statement was exchanged does not hold', async () => {
    writeFileSync(at('blob.sig'), readFileSync(at('key.sig'), 'utf8').replace(/"payload":"[^"]*"/, '"payload":"e30="'));
    const { refusals } = await verifyModel(at('model'), STRICT, {
      signature: at('blob.sig'),
      publicKey: at('cosign.pub'),
    });
    expect(refusals.map(({ rule }) => rule)).toEqual(['signature']);
  });
});
