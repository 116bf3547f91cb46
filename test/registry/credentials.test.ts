import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsFor } from '../../lib/registry/credentials';

const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

const HOST = 'acme-registry.cn-hangzhou.cr.aliyuncs.com';
const auth = (text: string) => Buffer.from(text).toString('base64');
const ada = { kind: 'password', user: 'ada', password: 'a:b' };

function config(content: unknown): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'config.json'), JSON.stringify(content));
  return { DOCKER_CONFIG: folder };
}

function helper(name: string, body: string): NodeJS.ProcessEnv {
  const path = join(folder, `docker-credential-${name}`);
  writeFileSync(path, `#!${process.execPath}\n${body}`);
  chmodSync(path, 0o755);
  return { PATH: folder };
}

const KNOWS_ADA = `
  if (process.argv[2] !== 'get') process.exit(9);
  const server = require('fs').readFileSync(0, 'utf8');
  if (server !== '${HOST}') { console.log('credentials not found in native keychain'); process.exit(1); }
  console.log(JSON.stringify({ ServerURL: server, Username: 'ada', Secret: 'a:b' }));
`;

test('none are kept where there is no configuration', () => {
  expect(credentialsFor(HOST, { DOCKER_CONFIG: join(folder, 'none') })).toBeUndefined();
  expect(credentialsFor(HOST, config({}))).toBeUndefined();
});

test('a password may hold colons', () => {
  expect(credentialsFor(HOST, config({ auths: { [HOST]: { auth: auth('ada:a:b') } } }))).toEqual(ada);
});

test('a registry is found however its key is written, and no other one', () => {
  const environment = config({ auths: { [`https://${HOST}/v2/`]: { auth: auth('ada:a:b') } } });
  expect(credentialsFor(HOST, environment)).toEqual(ada);
  expect(credentialsFor(`evil-${HOST}`, environment)).toBeUndefined();
});

test('Docker Hub has a key of its own', () => {
  const environment = config({ auths: { 'https://index.docker.io/v1/': { auth: auth('ada:a:b') } } });
  expect(credentialsFor('docker.io', environment)).toEqual(ada);
});

test('an identity token comes before a password', () => {
  const environment = config({ auths: { [HOST]: { auth: auth('ada:a'), identitytoken: 'refresh' } } });
  expect(credentialsFor(HOST, environment)).toEqual({ kind: 'identity', token: 'refresh' });
});

test('the content may be in a variable, the path of the file in another', () => {
  const content = { auths: { [HOST]: { username: 'ada', password: 'a:b' } } };
  expect(credentialsFor(HOST, { DOCKER_AUTH_CONFIG: JSON.stringify(content) })).toEqual(ada);
  config(content);
  expect(credentialsFor(HOST, { REGISTRY_AUTH_FILE: join(folder, 'config.json') })).toEqual(ada);
});

test('a helper is asked for its registry only', () => {
  const environment = { ...config({ credHelpers: { [HOST]: 'acr' } }), ...helper('acr', KNOWS_ADA) };
  expect(credentialsFor(HOST, environment)).toEqual(ada);
  expect(credentialsFor('other.example.com', environment)).toBeUndefined();
});

test('a store is asked for what is not written down, and may not have it', () => {
  const environment = { ...config({ auths: { [HOST]: {} }, credsStore: 'keys' }), ...helper('keys', KNOWS_ADA) };
  expect(credentialsFor(HOST, environment)).toEqual(ada);
  expect(credentialsFor('other.example.com', environment)).toBeUndefined();
});

test('a helper may give an identity token', () => {
  const body = `console.log(JSON.stringify({ Username: '<token>', Secret: 'refresh' }))`;
  const environment = { ...config({ credHelpers: { [HOST]: 'token' } }), ...helper('token', body) };
  expect(credentialsFor(HOST, environment)).toEqual({ kind: 'identity', token: 'refresh' });
});

test.each([
  [
    'a configuration that is no JSON',
    { DOCKER_AUTH_CONFIG: '{"auths": secret' },
    /^credentials in DOCKER_AUTH_CONFIG are no JSON$/,
  ],
  ['a file that was named and is not there', { REGISTRY_AUTH_FILE: '/nowhere' }, /credentials cannot be read: ENOENT/],
  [
    'a helper that is not installed',
    { DOCKER_AUTH_CONFIG: '{"credsStore":"absent"}', PATH: '' },
    /docker-credential-absent: .*ENOENT/,
  ],
  ['a helper that is no name', { DOCKER_AUTH_CONFIG: '{"credsStore":"../sh"}' }, /"..\/sh" is no name of a program/],
])('%s is an error, not an absence', (_, environment, message) => {
  expect(() => credentialsFor(HOST, environment)).toThrow(message);
});

test.each([
  ['that fails', 'process.stdin.once("data", () => process.exit(3))', /docker-credential-broken failed for .*: exit 3/],
  ['that fails before it is asked', 'require("node:fs").closeSync(0); process.exit(3)', /broken failed for .*: exit 3/],
  ['that says something else', 'console.log("{}")', /gave no Username and Secret/],
])('a helper %s is an error', (_, body, message) => {
  const environment = { ...config({ credHelpers: { [HOST]: 'broken' } }), ...helper('broken', body) };
  expect(() => credentialsFor(HOST, environment)).toThrow(message);
});
