import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandUnderTest } from './command';
import { LoopbackServer } from '../support/loopback-server';

const command = new CommandUnderTest();
const MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** What the tags of the registry stand for, by path. */
const tags = new Map<string, string>();
let registry: LoopbackServer;

beforeAll(async () => {
  registry = await LoopbackServer.start(({ url }) => {
    const body = tags.get(url.pathname);
    return body === undefined ? { status: 404 } : { headers: { 'content-type': MEDIA_TYPE }, body };
  });
});

afterAll(async () => {
  await registry.stop();
  command.remove();
});

const imageOf = (name: string) => `${registry.host}/ai/${name}:v1`;
/** A manifest that is another one for each text. */
const manifest = (text: string) => {
  const part = { digest: `sha256:${createHash('sha256').update(text).digest('hex')}` };
  return JSON.stringify({ schemaVersion: 2, config: part, layers: [part] });
};
const publish = (name: string, text: string) => tags.set(`/v2/ai/${name}/manifests/v1`, manifest(text));
const digestOf = (text: string) => `sha256:${createHash('sha256').update(manifest(text)).digest('hex')}`;
const lock = (...args: string[]) => command.runAside(['images', 'lock', ...args], { DOCKER_AUTH_CONFIG: '{}' });
const read = (file: string) => JSON.parse(readFileSync(join(command.folder, file), 'utf8')).images;

test('images are locked, asked again, and told apart where a tag was moved', async () => {
  const [engine, gateway] = [imageOf('engine'), imageOf('gateway')];
  publish('engine', '{"v":1}');
  publish('gateway', '{"v":2}');
  const first = await lock(engine, gateway, engine);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toBe(`new    ${engine}  ${digestOf('{"v":1}')}\nnew    ${gateway}  ${digestOf('{"v":2}')}\n`);
  expect(read('images.lock.json')).toEqual({
    [engine]: { digest: digestOf('{"v":1}'), mediaType: MEDIA_TYPE, lockedAt: expect.any(String) },
    [gateway]: { digest: digestOf('{"v":2}'), mediaType: MEDIA_TYPE, lockedAt: expect.any(String) },
  });

  publish('engine', '{"v":3}');
  const before = readFileSync(join(command.folder, 'images.lock.json'), 'utf8');
  const checked = await lock('--check');
  expect(checked.status).toBe(1);
  expect(checked.stdout).toContain(`moved  ${engine}  ${digestOf('{"v":3}')} (was ${digestOf('{"v":1}')})\n`);
  expect(checked.stdout).toContain(`same   ${gateway}`);
  expect(readFileSync(join(command.folder, 'images.lock.json'), 'utf8')).toBe(before);

  expect(await lock(engine)).toMatchObject({ status: 0 });
  expect(read('images.lock.json')[engine].digest).toBe(digestOf('{"v":3}'));
  expect(read('images.lock.json')[gateway]).toEqual(JSON.parse(before).images[gateway]);
  expect(await lock('--check')).toMatchObject({ status: 0 });
});

test('an image that was never locked does not pass the check', async () => {
  publish('fresh', '{}');
  expect(await lock('--check', '--file', 'other.json', imageOf('fresh'))).toMatchObject({ status: 1 });
  expect(existsSync(join(command.folder, 'other.json'))).toBe(false);
});

test('where one image is not found, nothing is written, and every failure is said', async () => {
  publish('there', '{}');
  const images = ['there', 'absent', 'missing'].map(imageOf);
  const { status, stdout, stderr } = await lock('--file', 'partial.json', ...images);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    images
      .slice(1)
      .map((image) => `${image}: error: the registry has no such image or tag: HTTP 404\n`)
      .concat('nothing was written\n')
      .join(''),
  );
  expect(readdirSync(command.folder).filter((file) => file.startsWith('partial'))).toEqual([]);
});

test.each([
  ['no image at all', ['--file', 'empty.json'], /empty.json names no image yet; give one as <registry host>/],
  [
    'names without registry or tag',
    ['vllm', 'a.example.com/b'],
    /images lock vllm: not of the form.*\n.*images lock a.example.com\/b/,
  ],
  ['a file that is no lock file', ['--file', 'wrong.json'], /\[wrong.json\] file is not a lock file of images/],
  ['a folder', ['--file', 'bin', 'IMAGE'], /^ack-secure-inference: bin cannot be read: EISDIR/],
  ['a place where nothing can be written', ['--file', 'wrong.json/x.json', 'IMAGE'], /nothing was written: E\w+/],
])('%s is wrong use', async (_, args, message) => {
  command.write('wrong.json', '{}');
  publish('engine', '{}');
  const { status, stderr } = await lock(...args.map((arg) => (arg === 'IMAGE' ? imageOf('engine') : arg)));
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});
