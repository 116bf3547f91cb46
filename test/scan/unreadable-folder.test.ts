import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../lib/scan/request';
import { sourcesOf } from '../../lib/scan/sources';

const folder = mkdtempSync(join(tmpdir(), 'unreadable-'));
const closed = join(folder, 'closed');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

beforeEach(() => {
  mkdirSync(closed, { recursive: true });
  writeFileSync(join(folder, 'pod.yaml'), '');
  const read = fs.readdirSync;
  // root may read every folder
  jest.spyOn(fs, 'readdirSync').mockImplementation(((path: string, ...rest: []) => {
    if (path === closed) {
      throw new Error(`EACCES: permission denied, scandir '${path}'`);
    }
    return read(path, ...rest);
  }) as never);
});

test('a folder in a folder that cannot be read is named as what may run, and the others are read', () => {
  const [unreadable, pod] = sourcesOf([folder]);
  expect(unreadable).toMatchObject({
    name: closed,
    skipped: { message: expect.stringContaining('EACCES'), mayRun: true },
  });
  expect([pod.name, pod.skipped]).toEqual([join(folder, 'pod.yaml'), undefined]);
});

test('one that was named is an error', () => {
  expect(() => sourcesOf([closed])).toThrow(UsageError);
});
