/**
 * A mutating webhook that adds the sidecar which Istio's own template gives, by `istioctl kube-inject`. It runs in a process of
 * its own: tests block while kubectl runs. Ends when its standard input does.
 *
 * Arguments: certificate, key, istioctl, folder of Istio's configuration.
 */
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { createServer } = require('node:https');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

const [certificate, key, istioctl, folder] = process.argv.slice(2);
const configuration = ['injectConfigFile', 'meshConfigFile', 'valuesFile'].map(
  (name) => `--${name}=${join(folder, name)}`,
);

function inject(pod) {
  const named = { apiVersion: 'v1', kind: 'Pod', ...pod, metadata: { ...pod.metadata, name: 'pod' } };
  const output = execFileSync(istioctl, ['kube-inject', ...configuration, '-f', '-'], {
    input: JSON.stringify(named),
    encoding: 'utf8',
  });
  return parseAllDocuments(output)[0].toJS();
}

function patchOf(pod, injected) {
  const paths = [['spec'], ['metadata', 'labels'], ['metadata', 'annotations']];
  return paths.map((path) => ({
    op: 'add',
    path: `/${path.join('/')}`,
    value: path.reduce((value, field) => value[field], injected),
  }));
}

async function answer(asked, answered) {
  const chunks = [];
  for await (const chunk of asked) {
    chunks.push(chunk);
  }
  const { apiVersion, kind, request } = JSON.parse(Buffer.concat(chunks));
  const patch = patchOf(request.object, inject(request.object));
  const response = {
    uid: request.uid,
    allowed: true,
    patchType: 'JSONPatch',
    patch: Buffer.from(JSON.stringify(patch)).toString('base64'),
  };
  answered.setHeader('content-type', 'application/json').end(JSON.stringify({ apiVersion, kind, response }));
}

const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (asked, answered) => {
  answer(asked, answered).catch((error) => answered.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${server.address().port}\n`));
process.stdin.resume().on('end', () => process.exit(0));
