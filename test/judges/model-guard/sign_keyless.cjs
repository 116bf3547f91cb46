// Signs a statement without a key of one's own, by the clients of Sigstore. Authority and logs are those that Sigstore's
// developers test with; requests to them are answered within this process.
// Arguments: folder of the packages, file of the statement, folder for the bundles and the roots.
const { createHash, generateKeyPairSync } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [, , packages, statement, out] = process.argv;
const load = createRequire(join(packages, 'package.json'));
const { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } = load('@sigstore/mock');
const { DSSEBundleBuilder, FulcioSigner, RekorWitness } = load('@sigstore/sign');
const { bundleToJSON } = load('@sigstore/bundle');
const nock = load('nock');

const BASE = 'http://127.0.0.1:9';
const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const answer = ({ path, fn }) =>
  nock(BASE)
    .post(path)
    .reply(async (_, body) => {
      const { statusCode, response, contentType } = await fn(typeof body === 'string' ? body : JSON.stringify(body));
      return [statusCode, response, { 'Content-Type': contentType ?? 'text/plain' }];
    });

async function instance() {
  const ctLog = await initializeCTLog(keyPair());
  const ca = await initializeCA(keyPair(), ctLog);
  const log = await initializeTLog(BASE, keyPair());
  const base64 = (bytes) => Buffer.from(bytes.buffer ?? bytes).toString('base64');
  const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
  const logOf = (key) => ({
    baseUrl: BASE,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: key.toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: createHash('sha256').update(key).digest('base64') },
  });
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [logOf(log.publicKey)],
    ctlogs: [logOf(ctLog.publicKey)],
    certificateAuthorities: [
      {
        subject: { organization: 'test', commonName: 'test' },
        uri: BASE,
        certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] },
        validFor,
      },
    ],
    timestampAuthorities: [],
  };
  return { ca, log, root };
}

async function sign({ ca, log }, subject, issuer) {
  answer(fulcioHandler(ca));
  answer(rekorHandler(log));
  const token = [encoded({ alg: 'none' }), encoded({ sub: subject, iss: issuer }), 'x'].join('.');
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({ fulcioBaseURL: BASE, identityProvider: { getToken: async () => token } }),
    witnesses: [new RekorWitness({ rekorBaseURL: BASE, entryType: 'intoto' })],
  });
  const bundle = await builder.create({ data: readFileSync(statement), type: 'application/vnd.in-toto+json' });
  return bundleToJSON(bundle);
}

async function main() {
  const [trusted, stranger] = [await instance(), await instance()];
  const write = (name, value) => writeFileSync(join(out, name), JSON.stringify(value));
  write('root.json', trusted.root);
  write('other-root.json', stranger.root);
  const bundle = await sign(trusted, 'https://example.com/release', 'https://issuer.example.com');
  write('model.sig', bundle);
  write('unlogged.sig', { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, tlogEntries: [] } });
  const later = structuredClone(bundle);
  later.verificationMaterial.tlogEntries[0].integratedTime = String(Math.floor(Date.now() / 1000) + 86_400);
  write('later.sig', later);
  const other = await sign(trusted, 'https://example.com/release', 'https://issuer.example.com');
  write('of-another.sig', {
    ...bundle,
    verificationMaterial: { ...bundle.verificationMaterial, tlogEntries: other.verificationMaterial.tlogEntries },
  });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
