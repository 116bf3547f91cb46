import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, PYTHON } from '../support/judge';
import { runPython } from '../support/python';

const FILE = join(__dirname, '../../../lib/model-guard/content/loader-keys.json');

judge('the packages of loaders', [PYTHON], () => {
  const directory = mkdtempSync(join(tmpdir(), 'loaders-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('keys of configurations are those that they read; UPDATE=1 writes them', () => {
    const keys = runPython([join(__dirname, 'loader_keys.py'), directory]);
    if (process.env.UPDATE === '1') {
      writeFileSync(FILE, keys);
    }
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(keys));
  });
});
