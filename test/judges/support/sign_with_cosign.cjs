// Signs without a key of one's own by cosign, beside an instance of Sigstore on loopback.
// Arguments: folder of the npm packages, cosign, folder for the trusted root, then a JSON list of arguments for each run.
const { execFile } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { identityToken, instance, serve } = require('./sigstore_instance.cjs');

const [, , packages, cosign, out, ...commands] = process.argv;
const HOUR = 3_600_000;
const now = Date.now();

async function main() {
  let handlers = [];
  const server = await serve(() => handlers);
  const url = `http://127.0.0.1:${server.address().port}`;
  const sigstore = await instance(packages, url);
  handlers = sigstore.handlers;
  const service = {
    ...{ url, majorApiVersion: 1, operator: 'test' },
    validFor: { start: new Date(now - HOUR).toISOString(), end: new Date(now + HOUR).toISOString() },
  };
  const write = (name, value) => {
    writeFileSync(join(out, name), JSON.stringify(value));
    return join(out, name);
  };
  const settings = [
    '--signing-config',
    write('signing-config.json', {
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: [service],
      rekorTlogUrls: [service],
      rekorTlogConfig: { selector: 'ANY' },
    }),
    ...['--trusted-root', write('trusted-root.json', sigstore.root)],
    ...[
      '--identity-token',
      identityToken({
        ...{ sub: 'https://example.com/release', iss: 'https://issuer.example.com', aud: 'sigstore' },
        exp: Math.floor((now + HOUR) / 1000),
      }),
    ],
  ];
  for (const command of commands) {
    const [name, ...rest] = JSON.parse(command);
    await promisify(execFile)(cosign, [name, '--yes', ...settings, ...rest], { env: { ...process.env, HOME: out } });
  }
  server.close();
}

main().catch((error) => {
  console.error(error.stderr || error);
  process.exit(1);
});
