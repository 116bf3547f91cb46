import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directory, model } from './model-directory';
import { PROTOCOL_0 } from './pickles';
import { digestFiles } from '../../lib/model-guard/hash';
import { inspectModel } from '../../lib/model-guard/inspect';
import { resolveReference } from '../../lib/model-guard/model-file';
import { STRICT } from '../../lib/model-guard/policy';
import { printable } from '../../lib/model-guard/printable';
import { renderReport } from '../../lib/model-guard/report';
import { verifyModel } from '../../lib/model-guard/verify';
import { changesSince, walk } from '../../lib/model-guard/walk';

test('a name says nothing that the program does not', async () => {
  const root = model({
    'a\nsafe: everything is fine\n.json': '{}',
    '\u001b[2J.pkl': PROTOCOL_0,
    'a\u202egnp.json': '{}',
  });
  const lines = renderReport(await verifyModel(root, STRICT), 'table')
    .trimEnd()
    .split('\n');
  expect(lines.filter((line) => /^(?:safe|unreadable):/.test(line))).toEqual([]);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(lines.join('\n')).toContain('\\u{a}safe: everything is fine');
});

test.each(['::error::x', ' ::set-output name=a::b', '##[command]x', '##vso[task.x]y', '##teamcity[x]'])(
  '%s is no command of a workflow',
  (line) => expect(printable(line)).toBe(line.replace(/(::|##)/, '\\$1')),
);

test.each(['a\u202ecod.json', 'a\u200b.json', 'a\u2066b.json'])(
  'a name with a character that is not seen is refused',
  (name) => {
    expect(inspectModel(model({ [name]: '{}' }), STRICT).refusals.map(({ rule }) => rule)).toContain(
      'outside-directory',
    );
  },
);

test('a pipe that took the place of a file is not waited for', async () => {
  const root = directory({ a: 'x' });
  rmSync(join(root, 'a'));
  execFileSync('mkfifo', [join(root, 'a')]);
  expect((await digestFiles(root, ['a'])).get('a')).toEqual({ error: 'is no longer a plain file' });
});

describe('what changes after the files were listed', () => {
  const changed = (change: (root: string) => void): string[] => {
    const root = model();
    const listing = walk(root);
    change(root);
    return changesSince(root, listing);
  };

  test.each<[string, (root: string) => void, string[]]>([
    ['nothing', () => undefined, []],
    ['a new file', (root) => writeFileSync(join(root, 'new'), ''), ['new']],
    ['a file that is gone', (root) => rmSync(join(root, 'config.json')), ['config.json']],
    ['content of the same size', (root) => writeFileSync(join(root, 'README.md'), '!'.repeat(50)), ['README.md']],
    [
      'content whose time was set back',
      (root) => (writeFileSync(join(root, 'config.json'), '{}'), utimesSync(join(root, 'config.json'), 0, 0)),
      ['config.json'],
    ],
    [
      'another file of the name',
      (root) => (writeFileSync(join(root, 'x'), '{}'), renameSync(join(root, 'x'), join(root, 'config.json'))),
      ['config.json'],
    ],
  ])('%s is noticed', (_, change, paths) => {
    expect(changed(change)).toEqual(paths);
  });
});

test('there is no digest unless everything was read', async () => {
  const root = model();
  const whole = await verifyModel(root, STRICT);
  expect(whole.digest).toMatch(/^sha256:/);
  symlinkSync('config.json', join(root, 'link'));
  expect(await verifyModel(root, STRICT)).toMatchObject({ verdict: 'refused', digest: undefined });
});

test('links of the cache of Hugging Face are refused with what to do', () => {
  const root = directory({ 'blobs/abc': '{}' });
  const snapshot = join(root, 'snapshots', 'main');
  mkdirSync(snapshot, { recursive: true });
  symlinkSync('../../blobs/abc', join(snapshot, 'config.json'));
  expect(inspectModel(snapshot, STRICT).refusals[0]).toMatchObject({
    rule: 'special-file',
    fix: expect.stringContaining('--local-dir'),
  });
});

test.each([
  ['a/m.onnx', 'sub/../w.bin', 'a/w.bin'],
  ['m.onnx', './w.bin', 'w.bin'],
  ['m.onnx', 'a/b/../../w.bin', 'w.bin'],
  ['a/m.onnx', '../w.bin', undefined],
  ['m.onnx', 'a/../../w.bin', undefined],
  ['m.onnx', '/w.bin', undefined],
  ['m.onnx', '..', undefined],
])('from %s, %s leads to %s', (file, reference, path) => {
  expect(resolveReference(file, reference)).toBe(path);
});
