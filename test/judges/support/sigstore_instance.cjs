// An instance of Sigstore for tests: the authority and the logs that its developers test with, and the trusted root of it.
const { createHash, generateKeyPairSync } = require('node:crypto');
const { createServer } = require('node:http');
const { createRequire } = require('node:module');
const { join } = require('node:path');

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that says who signs, which the authority believes. */
exports.identityToken = (claims) => [encoded({ alg: 'RS256' }), encoded(claims), encoded('no signature')].join('.');

/** Authority and logs at a URL, from the packages in a folder: what answers requests, and the trusted root. */
exports.instance = async (packages, url) => {
  const load = createRequire(join(packages, 'package.json'));
  const { fulcioHandler, initializeCA, initializeCTLog, initializeTLog, rekorHandler } = load('@sigstore/mock');
  const ctLog = await initializeCTLog(keyPair());
  const ca = await initializeCA(keyPair(), ctLog);
  const log = await initializeTLog(url, keyPair());
  const base64 = (bytes) => Buffer.from(bytes.buffer ?? bytes).toString('base64');
  const validFor = { start: new Date(Date.now() - 3_600_000).toISOString() };
  const logOf = (key) => ({
    baseUrl: url,
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
        uri: url,
        certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] },
        validFor,
      },
    ],
    timestampAuthorities: [],
  };
  const rekor = rekorHandler(log);
  const logged = { ...rekor, fn: (entry) => rekor.fn(JSON.stringify(canonical(JSON.parse(entry)))) };
  return { handlers: [fulcioHandler(ca), logged], root };
};

/** As Rekor keeps an entry of type `dsse`; the test log keeps what it is sent. Source: rekor, dsse_v0_0_1_schema.json. */
function canonical(entry) {
  if (entry.kind !== 'dsse') {
    return entry;
  }
  const { envelope, verifiers } = entry.spec.proposedContent;
  const { payload, signatures } = JSON.parse(envelope);
  const hash = (bytes) => ({ algorithm: 'sha256', value: createHash('sha256').update(bytes).digest('hex') });
  return {
    ...entry,
    spec: {
      envelopeHash: hash(envelope),
      payloadHash: hash(Buffer.from(payload, 'base64')),
      signatures: signatures.map(({ sig }, at) => ({ signature: sig, verifier: verifiers[at] })),
    },
  };
}

/** Clients in Go send the token in a header, which the test authority does not read. */
function withToken(body, authorization) {
  return authorization === undefined
    ? body
    : JSON.stringify({
        ...JSON.parse(body),
        credentials: { oidcIdentityToken: authorization.replace(/^Bearer /, '') },
      });
}

/** Answers requests on loopback; gives the server when it listens. */
exports.serve = (handlers) =>
  new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const handler = handlers().find(({ path }) => path === request.url);
      const body = withToken(Buffer.concat(chunks).toString(), request.headers.authorization);
      const answer = handler ? await handler.fn(body) : { statusCode: 404, response: '' };
      const isEntry = answer.statusCode === 201 && !request.url.endsWith('/signingCert');
      // Clients in Go find the entry by this header, and want an authority to say that all is well, not that it made something.
      response.writeHead(answer.statusCode === 201 && !isEntry ? 200 : answer.statusCode, {
        'Content-Type': answer.contentType ?? 'text/plain',
        ...(isEntry && { ETag: Object.keys(JSON.parse(answer.response))[0] }),
      });
      response.end(answer.response);
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
