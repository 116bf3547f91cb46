import { generateKeyPairSync } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { CommandUnderTest } from './command';
import { guardrails } from '../../lib';

const command = new CommandUnderTest();
afterAll(() => command.remove());

const verify = (...args: string[]) => command.run(['evidence', 'verify', ...args]);

/** A folder with one manifest and its evidence. */
function synthesized(name: string, signingKeyFile?: string): string {
  const folder = join(command.folder, name);
  const app = new App({ outdir: folder });
  new ApiObject(new Chart(app, 'limits'), 'Limits', { apiVersion: 'v1', kind: 'ConfigMap', data: { tokens: '512' } });
  app.synth();
  guardrails.Evidence.write([app], folder, { signingKeyFile });
  return name;
}

function keyPair(name: string, type = 'ed25519'): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync(type as 'ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    ...(type === 'ec' ? { namedCurve: 'P-256' } : {}),
  });
  command.write(`${name}.pub`, publicKey);
  command.write(`${name}.pem`, privateKey);
  return { publicKey: `${name}.pub`, privateKey: join(command.folder, `${name}.pem`) };
}

test('says that nothing was changed, and that nobody vouches for it', () => {
  expect(verify(synthesized('clean'))).toEqual({
    status: 0,
    stdout: 'evidence holds; files: 1; its signature was not looked at\n',
    stderr: '',
  });
});

test('names what was changed, and what was added as a file or as a link', () => {
  const folder = synthesized('changed');
  writeFileSync(join(command.folder, folder, 'limits.k8s.yaml'), 'kind: Secret\n');
  writeFileSync(join(command.folder, folder, 'extra.yaml'), '');
  symlinkSync('/dev/null', join(command.folder, folder, 'link.yaml'));
  const { status, stdout } = verify(folder);
  expect(status).toBe(1);
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(/^file is not in the evidence: extra.yaml: /),
    expect.stringMatching(/^file was changed: limits.k8s.yaml: /),
    expect.stringMatching(/^file is not in the evidence: link.yaml: /),
    '',
  ]);
});

test('holds a signature against the key', () => {
  const [ours, theirs] = [keyPair('ours'), keyPair('theirs')];
  const folder = synthesized('signed', ours.privateKey);
  expect(verify(folder, '--public-key', ours.publicKey)).toMatchObject({
    status: 0,
    stdout: 'evidence holds; files: 1; signed by the key in ours.pub\n',
  });
  expect(verify(folder, '--public-key', theirs.publicKey)).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^signature is not of this key: /),
  });
  expect(verify(synthesized('unsigned'), '--public-key', ours.publicKey)).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^evidence is not signed: /),
  });
});

test.each([
  ['of another type', () => keyPair('curve', 'ec').publicKey, 'key is of another type'],
  ['that is not there', () => 'nowhere.pub', 'no such file'],
])('refuses a key %s', (_, key, message) => {
  const folder = synthesized('keys', keyPair('signer').privateKey);
  expect(verify(folder, '--public-key', key())).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});

test.each([
  ['no evidence', undefined, 'folder holds no evidence'],
  ['no JSON', '{', 'evidence is no JSON'],
  ['another format', '{"format": "v0"}', 'evidence has another format'],
  ['no files in it', '{"format": "ack-secure-inference/evidence/v1"}', 'evidence is not whole'],
])('refuses a folder with %s', (name, content, message) => {
  command.write(`${name}/a.yaml`, '');
  if (content !== undefined) {
    command.write(`${name}/evidence.json`, content);
  }
  expect(verify(name)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});
