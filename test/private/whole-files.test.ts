import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAllOrNone, writeWhole } from '../../lib/private/whole-files';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'whole-'))));
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** From the second file on, half of a text is written, and then the disk is full. */
function fillDisk(after: number): void {
  let count = 0;
  jest.spyOn(fs, 'writeFileSync').mockImplementation((path, text) => {
    count += 1;
    const file = fs.openSync(path as string, 'w');
    fs.writeSync(file, String(text).slice(0, count > after ? 2 : undefined));
    fs.closeSync(file);
    if (count > after) {
      throw new Error('ENOSPC: no space left on device, write');
    }
  });
}

test('where one of several files cannot be written, the others stay as they were', () => {
  const [first, second] = ['a', 'b'].map((name) => join(folder, name));
  writeFileSync(first, 'before');
  fillDisk(1);
  expect(() => writeAllOrNone({ [first]: 'after', [second]: 'after' })).toThrow('ENOSPC');
  expect(readFileSync(first, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('files are written with their folders, and keep who may read them', () => {
  const [first, second] = [join(folder, 'a'), join(folder, 'b/c')];
  writeFileSync(first, 'before', { mode: 0o600 });
  writeAllOrNone({ [first]: 'after', [second]: 'after' });
  expect([first, second].map((path) => readFileSync(path, 'utf8'))).toEqual(['after', 'after']);
  expect(fs.statSync(first).mode.toString(8)).toMatch(/600$/);
});

test('what was written in part is taken away', () => {
  fillDisk(0);
  expect(() => writeWhole(join(folder, 'a'), 'text')).toThrow('ENOSPC');
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder in the place of a file stays', () => {
  mkdirSync(join(folder, 'a'));
  expect(() => writeWhole(join(folder, 'a'), 'text')).toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['a']);
});
