// Signs a statement without a key of one's own, by the clients of Sigstore. Authority and logs are those that Sigstore's
// developers test with; requests to them are answered within this process.
// Arguments: folder of the packages, file of the statement, folder for the bundles and the roots.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { identityToken, instance } = require('../support/sigstore_instance.cjs');

const [, , packages, statement, out] = process.argv;
const load = createRequire(join(packages, 'package.json'));
const { DSSEBundleBuilder, FulcioSigner, RekorWitness } = load('@sigstore/sign');
const { bundleToJSON } = load('@sigstore/bundle');
const nock = load('nock');

const BASE = 'http://127.0.0.1:9';
const answer = ({ path, fn }) =>
  nock(BASE)
    .post(path)
    .reply(async (_, body) => {
      const { statusCode, response, contentType } = await fn(typeof body === 'string' ? body : JSON.stringify(body));
      return [statusCode, response, { 'Content-Type': contentType ?? 'text/plain' }];
    });

async function sign({ handlers }, subject, issuer) {
  handlers.forEach(answer);
  const token = identityToken({ sub: subject, iss: issuer });
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({ fulcioBaseURL: BASE, identityProvider: { getToken: async () => token } }),
    witnesses: [new RekorWitness({ rekorBaseURL: BASE, entryType: 'intoto' })],
  });
  const bundle = await builder.create({ data: readFileSync(statement), type: 'application/vnd.in-toto+json' });
  return bundleToJSON(bundle);
}

async function main() {
  const [trusted, stranger] = [await instance(packages, BASE), await instance(packages, BASE)];
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
