import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { directory, model } from './model-directory';
import { PROTOCOL_2 } from './pickles';
import { smallSafetensors } from './samples';
import { ModelVerifyOptions, runModelManifest, runModelVerify } from '../../lib/model-guard/command';
import { manifestDigest } from '../../lib/model-guard/manifest';

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function capture(
  run: (output: { stdout: (text: string) => void; stderr: (text: string) => void }) => Promise<number>,
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const code = await run({
    stdout: (text) => (written.stdout += text),
    stderr: (text) => (written.stderr += text),
  });
  return { code, ...written };
}

const verify = (target: string, options: ModelVerifyOptions = {}) =>
  capture(async (output) => runModelVerify(target, options, output));
const manifest = (target: string, options = {}) => capture(async (output) => runModelManifest(target, options, output));

const FILES = { 'a.safetensors': smallSafetensors(), 'config.json': '{}', 'sub/README.md': 'hello\n' };

async function listed(files: Record<string, string | Buffer> = FILES) {
  const root = directory(files);
  const { stdout } = await manifest(root);
  const file = join(directory({ SHA256SUMS: stdout }), 'SHA256SUMS');
  return { root, file, text: stdout };
}

describe('the manifest', () => {
  test('is what sha256sum writes, sorted', async () => {
    const { text } = await listed({ b: 'hello\n', a: '' });
    expect(text).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n' +
        '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  b\n',
    );
  });

  test('has a digest that stands for the model', async () => {
    const { root, text } = await listed();
    expect((await manifest(root, { digest: true })).stdout).toBe(`${manifestDigest(text)}\n`);
    expect((await verify(root, { digest: manifestDigest(text) })).code).toBe(0);
    writeFileSync(join(root, 'config.json'), '{ }');
    const { code, stdout } = await verify(root, { digest: manifestDigest(text) });
    expect([code, stdout]).toEqual([1, expect.stringContaining('digest of the model is sha256:')]);
  });

  test('may lie in the directory of the model', async () => {
    const { root, text } = await listed();
    writeFileSync(join(root, 'SHA256SUMS'), text);
    expect((await verify(root, { manifest: join(root, 'SHA256SUMS') })).code).toBe(0);
  });

  test('is not made of a directory with links in it', async () => {
    const root = model();
    symlinkSync('config.json', join(root, 'link'));
    expect(await manifest(root)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('link: symbolic link'),
    });
  });

  test('is not made of an archive', async () => {
    const root = model();
    const { code, stderr } = await manifest(join(root, 'model.safetensors'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('unpack it first')]);
    expect((await verify(join(root, 'model.safetensors'), { digest: 'sha256:0' })).stderr).toContain('unpack it first');
  });
});

describe('a model that is held against its manifest', () => {
  test('is safe when every file is as it was', async () => {
    const { root, file } = await listed();
    expect(await verify(root, { manifest: file })).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^safe: .*: 3 files, 0 refusals\ndigest: sha256:[0-9a-f]{64}\n$/),
      stderr: '',
    });
  });

  test.each(Object.keys(FILES))('is refused when %s is changed, with its name and the reason', async (path) => {
    const { root, file } = await listed();
    const bytes = Buffer.from(FILES[path as keyof typeof FILES]);
    bytes[bytes.length - 1] += 1;
    writeFileSync(join(root, path), bytes);
    const { code, stdout } = await verify(root, { manifest: file });
    expect(code).toBe(1);
    expect(stdout).toContain(`refused: ${path}: digest is `);
  });

  test.each(Object.keys(FILES))('is refused when %s is gone', async (path) => {
    const { root, file } = await listed();
    rmSync(join(root, path));
    const { code, stdout } = await verify(root, { manifest: file });
    expect([code, stdout]).toEqual([1, expect.stringContaining(`refused: ${path}: file of the manifest is not there`)]);
  });

  test('is refused when a file is added', async () => {
    const { root, file } = await listed();
    writeFileSync(join(root, 'more.txt'), 'more');
    const { code, stdout } = await verify(root, { manifest: file });
    expect([code, stdout]).toEqual([1, expect.stringContaining('refused: more.txt: file is not in the manifest')]);
  });

  const BROKEN: [string, string][] = [
    ['nothing', ''],
    ['no digests', 'hello\n'],
    ['a path that leaves', `${'0'.repeat(64)}  ../x\n`],
    ['a path twice', `${'0'.repeat(64)}  x\n${'1'.repeat(64)}  x\n`],
    ['a line cut off', `${'0'.repeat(64)}  x`],
  ];

  test.each(BROKEN)('is refused by a manifest of %s', async (_, text) => {
    const { root } = await listed();
    const file = join(directory({ sums: text }), 'sums');
    const { code, stdout } = await verify(root, { manifest: file });
    expect([code, stdout]).toEqual([1, expect.stringContaining('manifest is not one of sha256sum')]);
  });
});

describe('exit codes', () => {
  test('2 for what cannot be read', async () => {
    expect(await verify('/nowhere')).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('ENOENT') });
    expect((await verify(model(), { manifest: '/nowhere' })).code).toBe(2);
  });

  test('2 for an option that is not one', async () => {
    expect((await verify(model(), { format: 'xml' })).stderr).toContain(
      '--format "xml" is not one of table, json, sarif',
    );
    expect((await verify(model(), { weights: ['pickle'] })).stderr).toContain('--weights "pickle" is not one of');
  });
});

describe('reports', () => {
  const refused = () => directory({ 'pytorch model.bin': PROTOCOL_2, 'a.safetensors': smallSafetensors() });

  test('as JSON', async () => {
    const root = refused();
    const { code, stdout } = await verify(root, { format: 'json' });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      target: root,
      verdict: 'refused',
      files: 2,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      refusals: [
        {
          rule: 'pickle',
          file: 'pytorch model.bin',
          reason: 'pickle imports posix.system and calls',
          fix: expect.any(String),
        },
      ],
      unreadable: [],
    });
  });

  test('as SARIF, where each result names a rule of the tool', async () => {
    const [run] = JSON.parse((await verify(refused(), { format: 'sarif' })).stdout).runs;
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(run.results).toEqual([
      {
        ruleId: 'pickle',
        level: 'error',
        message: { text: expect.stringContaining('posix.system and calls. Fix: ') },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'pytorch%20model.bin' } } }],
      },
    ]);
    expect(rules).toContain('pickle');
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });
});

test('many files are hashed, and each gets its own digest', async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, `content ${i}`]));
  const { text } = await listed(files);
  expect(new Set(text.split('\n').map((line) => line.slice(0, 64))).size).toBe(51);
});
