import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImagesLock } from '../../lib';
import { lockFileText } from '../../lib/images/lock-file';
import { checkImage } from '../../lib/kubernetes/container-image';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const IMAGE = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai:v0.33.0';
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const DAY = 86_400_000;
const entry = (age = 0) => ({
  digest: DIGEST,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  lockedAt: new Date(Date.now() - age * DAY).toISOString(),
});

function file(content: unknown, name = 'images.lock.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const lockOf = (images: Record<string, any>) => file({ version: 1, images });

test('an image by tag becomes one by digest that constructs take', () => {
  const image = ImagesLock.fromFile(lockOf({ [IMAGE]: entry() })).resolve(IMAGE);
  expect(image).toBe(`acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@${DIGEST}`);
  expect(checkImage('image', image)).toEqual([]);
});

test('an image that is not locked is refused with the command that locks it', () => {
  const path = lockOf({ [IMAGE]: entry() });
  const wanted = IMAGE.replace('v0.33.0', 'v0.34.0');
  expect(() => ImagesLock.fromFile(path).resolve(wanted)).toThrow(
    `[${path}] image is not locked: got "${wanted}"; allowed: ${IMAGE}; fix: run \`ack-secure-inference images lock --file ${path} ${wanted}\``,
  );
  expect(() => ImagesLock.fromFile(path).resolve('constructor')).toThrow(/image cannot be locked/);
});

test.each(['vllm/vllm-openai:latest', `${IMAGE}@${DIGEST}`, `registry.example.com/vllm@${DIGEST}`])(
  '%s cannot be locked',
  (image) => {
    expect(() => ImagesLock.fromFile(lockOf({})).resolve(image)).toThrow(/image cannot be locked/);
  },
);

test('an entry is refused when it is older than allowed, and not before', () => {
  const path = lockOf({ [IMAGE]: entry(29) });
  expect(ImagesLock.fromFile(path).resolve(IMAGE)).toContain(DIGEST);
  expect(ImagesLock.fromFile(path, { maxAgeDays: 30 }).resolve(IMAGE)).toContain(DIGEST);
  expect(() => ImagesLock.fromFile(path, { maxAgeDays: 28 }).resolve(IMAGE)).toThrow(
    /entry of .* is too old: got "20.*"; allowed: at most 28 days; fix: run `ack-secure-inference images lock/,
  );
});

test.each([0, -1, NaN])('an age of %d days is refused', (maxAgeDays) => {
  expect(() => ImagesLock.fromFile(lockOf({}), { maxAgeDays })).toThrow(
    /maximum age of lock file entries must be a number of days/,
  );
});

test('a file that is not there is refused with the command that writes it', () => {
  expect(() => ImagesLock.fromFile(join(folder, 'absent.json'))).toThrow(
    /cannot be read: got "ENOENT".*images lock --file .*absent.json <image>/,
  );
});

test.each(['', '[]', 'null', '{"version":2,"images":{}}', '{"version":1}', '{"version":1,"images":[]}', '{'])(
  '%j is no lock file',
  (text) => {
    expect(() => ImagesLock.fromFile(file(text))).toThrow(/file is not a lock file of images/);
  },
);

test('every entry that is none is said in one error', () => {
  const good = entry();
  const wrong = {
    'vllm:latest': good,
    'registry.example.com/a:1': { ...good, digest: 'sha256:abc' },
    'registry.example.com/b:1': { ...good, lockedAt: 'yesterday' },
    'registry.example.com/c:1': { ...good, mediaType: undefined },
    'registry.example.com/d:1': null,
  };
  const path = lockOf({ ...wrong, [IMAGE]: good });
  expect.assertions(2);
  try {
    ImagesLock.fromFile(path);
  } catch (error) {
    const named = [...(error as Error).message.matchAll(/entry (\S+) is not a locked image/g)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(wrong));
    expect((error as Error).message).toMatch(/take the entry out/);
  }
});

test('what is written is read, in an order that does not depend on when it was locked', () => {
  const images = { [IMAGE]: entry(), 'a.example.com/a:1': entry() };
  const text = lockFileText(images);
  expect(Object.keys(JSON.parse(text).images)).toEqual(['a.example.com/a:1', IMAGE]);
  expect(ImagesLock.fromFile(file(text)).resolve(IMAGE)).toContain(DIGEST);
});
