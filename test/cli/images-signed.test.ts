import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';
import * as signed from '../images/signed-image.json';
import { Asked, LoopbackServer, Reply } from '../support/loopback-server';

/** `test/images/signed-image.json`: as test/judges/images/keyless.judge.ts has cosign sign an image. */
const command = new CommandUnderTest();
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const DIGEST = digestOf(signed.manifest);
const bundle = JSON.stringify(signed.bundle);

/** What the registry gives for paths below the repository. */
let content: Record<string, Reply>;
let registry: LoopbackServer;

/** A registry that holds the image and bundles that refer to it. */
function holding(bundles: readonly string[], place: string): Record<string, Reply> {
  const referrers = bundles.map((text) =>
    JSON.stringify({ schemaVersion: 2, layers: [{ mediaType: BUNDLE, digest: digestOf(text) }] }),
  );
  const manifests = referrers.map((text) => ({ mediaType: IMAGE, digest: digestOf(text) }));
  return {
    'manifests/v1': { headers: { 'content-type': IMAGE }, body: signed.manifest },
    [place]: { headers: { 'content-type': INDEX }, body: JSON.stringify({ schemaVersion: 2, manifests }) },
    ...Object.fromEntries(referrers.map((body) => [`manifests/${digestOf(body)}`, { body }])),
    ...Object.fromEntries(bundles.map((body) => [`blobs/${digestOf(body)}`, { body }])),
  };
}

const BY_TAG = `manifests/${DIGEST.replace(':', '-')}`;
const BY_REFERRERS = `referrers/${DIGEST}`;

beforeAll(async () => {
  writeFileSync(join(command.folder, 'root.json'), JSON.stringify(signed.root));
  writeFileSync(join(command.folder, 'no-root.json'), '{}');
  registry = await LoopbackServer.start(
    ({ url }: Asked) => content[url.pathname.slice('/v2/ai/engine/'.length)] ?? { status: 404 },
  );
});
afterAll(async () => {
  await registry.stop();
  command.remove();
});
beforeEach(() => {
  content = holding([bundle], BY_REFERRERS);
});

const image = () => `${registry.host}/ai/engine:v1`;
const flags = (change: Record<string, string> = {}) =>
  Object.entries({
    'trusted-root': 'root.json',
    'certificate-identity': 'https://example.com/release',
    'certificate-oidc-issuer': 'https://issuer.example.com',
    ...change,
  }).flatMap(([name, value]) => [`--${name}`, value]);
const lock = (file: string, ...args: string[]) =>
  command.runAside(['images', 'lock', '--file', file, image(), ...args], { DOCKER_AUTH_CONFIG: '{}' });
const entry = (file: string) => JSON.parse(readFileSync(join(command.folder, file), 'utf8')).images[image()];
const SIGNER = 'https://example.com/release (https://issuer.example.com)';

test.each([
  ['by the list of referrers', BY_REFERRERS],
  ['by a tag, in a registry without that list', BY_TAG],
])('a signature is found %s, and who signed is written down', async (what, place) => {
  content = holding([bundle], place);
  const { status, stdout, stderr } = await lock(`${what}.json`, ...flags());
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(`signed by ${SIGNER}`);
  expect(entry(`${what}.json`)).toMatchObject({ digest: DIGEST, signedBy: SIGNER });
});

test('one signature of the signer is enough, whoever else signed', async () => {
  content = holding(['{}', bundle], BY_REFERRERS);
  expect(await lock('several.json', ...flags())).toMatchObject({ status: 0, stderr: '' });
});

const changed = signed.manifest.replace('"layers":[]', '"layers": []');
const REFUSED: [what: string, arrange: () => void, change: Record<string, string>, said: RegExp][] = [
  [
    'another identity',
    () => undefined,
    { 'certificate-identity': 'https://example.com/.*' },
    /no signature holds: signed by "https:\/\/example.com\/release"/,
  ],
  [
    'another issuer',
    () => undefined,
    { 'certificate-oidc-issuer': 'https://issuer.example.org' },
    /of "https:\/\/issuer.example.com", not by/,
  ],
  ['nobody', () => (content = holding([], BY_REFERRERS)), {}, /not signed: no Sigstore bundle refers to it/],
  ['nobody, in a registry of older kind', () => delete content[BY_REFERRERS], {}, /not signed/],
  [
    'the signer, but of another image',
    () => {
      content = holding([bundle], `referrers/${digestOf(changed)}`);
      content['manifests/v1'] = { headers: { 'content-type': IMAGE }, body: changed };
    },
    {},
    new RegExp(`what was signed is \\["${DIGEST}"\\]`),
  ],
  [
    'a bundle that the registry exchanged',
    () => (content[`blobs/${digestOf(bundle)}`] = { body: `${bundle} ` }),
    {},
    /the registry sent sha256:[0-9a-f]{64} for sha256/,
  ],
  [
    'a bundle that the registry does not give',
    () => delete content[`blobs/${digestOf(bundle)}`],
    {},
    /does not give sha256/,
  ],
  [
    'a manifest by what is no digest',
    () => (content[BY_REFERRERS] = { body: JSON.stringify({ manifests: [{ digest: '../../x' }] }) }),
    {},
    /names "..\/..\/x", which is no digest/,
  ],
  ['what the registry hides', () => (content[BY_REFERRERS] = { status: 403 }), {}, /does not say what refers/],
  [
    'too many',
    () => (content[BY_REFERRERS] = { body: JSON.stringify({ manifests: Array(101).fill({ digest: DIGEST }) }) }),
    {},
    /101 manifests refer to/,
  ],
];

test.each(REFUSED)('an image that is signed by %s is not locked', async (what, arrange, change, said) => {
  arrange();
  const { status, stderr } = await lock(`refused ${what}.json`, ...flags(change));
  expect(status).toBe(2);
  expect(stderr).toMatch(said);
  expect(stderr).toContain('nothing was written');
});

test.each([
  [['--trusted-root', 'root.json'], /go together: anybody can sign/],
  [['--certificate-identity', 'x'], /go together/],
  [flags({ 'trusted-root': 'no-root.json' }), /--trusted-root is not a trusted root of Sigstore/],
  [flags({ 'trusted-root': 'absent.json' }), /ENOENT/],
])('the options %j are refused', async (args, said) => {
  expect(await lock('options.json', ...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(said) });
});

test('what was locked with a signature is not locked again without one, once the tag was moved', async () => {
  await lock('again.json', ...flags());
  expect(await lock('again.json')).toMatchObject({ status: 0 });
  expect(entry('again.json')).toMatchObject({ signedBy: SIGNER });
  content['manifests/v1'] = { headers: { 'content-type': IMAGE }, body: changed };
  expect(await lock('again.json')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/was locked with a signature of https.*; give --trusted-root/),
  });
  expect(entry('again.json')).toMatchObject({ digest: DIGEST });
});
