/** Node judges what the compiled package loads, and when. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '../../..');
const HALVES = /node_modules\/(cdk8s|cdk8s-plus-28|cdktf)\//;

/** Files that a program has loaded at its end, relative to the root of the project. */
function loadedBy(program: string): string[] {
  const code = `const library = require('./build'); ${program}; console.log(JSON.stringify(Object.keys(require.cache)))`;
  const output = execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' });
  return (JSON.parse(output) as string[]).map((file) => relative(ROOT, file));
}

test('requiring the package loads one file', () => {
  expect(loadedBy('')).toEqual(['build/index.js']);
});

test('constructs load neither the other half, nor cdk8s-plus, nor rules', () => {
  const files = loadedBy('library.SecureGpuInferenceService; library.SecureNamespace; library.SecureApp');
  const strangers = files.filter((file) =>
    /node_modules\/(cdk8s-plus-28|cdktf)\/|^vendor|build\/guardrails\//.test(file),
  );
  expect(strangers).toEqual([]);
  expect(files.some((file) => HALVES.test(file))).toBe(true);
});

test('what constructs consist of is read from one file', () => {
  const files = loadedBy('library.SecureGpuInferenceService; library.SecureNamespace; library.SecureApp');
  const read = files.filter((file) => /^build\/(inference|kubernetes|engines)\//.test(file));
  expect(files).toContain('build/kubernetes/merged.js');
  // and what was asked for, or is shared with the other half
  expect(read.length).toBeLessThanOrEqual(8);
});

test('a merged module is one, whichever file it is reached by', () => {
  const program = `const assert = require('node:assert');
    assert.equal(library.SecureNamespace, require('./build/kubernetes/secure-namespace.js').SecureNamespace);
    assert.equal(library.alicloud.ModelStore, require('./build/alicloud/merged.js')['alicloud/model-store.js']().ModelStore)`;
  expect(loadedBy(program)).toContain('build/alicloud/merged.js');
});

test('rules load neither half, and no engine before one is evaluated', () => {
  const files = loadedBy('library.guardrails.Checks');
  expect(files).toContain('build/guardrails/synthesis/checks.js');
  // versions of engines are compared when their rule is read, as they are for every service
  expect(files.filter((file) => HALVES.test(file) || /^vendor/.test(file))).toEqual(['vendor/pep440.js']);
});

test('the cloud half loads neither cdk8s nor what is made of it, but names and modes that both halves share', () => {
  const files = loadedBy('Object.values(library.alicloud)');
  expect(files).toContain('build/alicloud/index.js');
  expect(files.filter((file) => /node_modules\/cdk8s|build\/inference|build\/kubernetes\/merged/.test(file))).toEqual(
    [],
  );
});

test.each(['', 'guardrails', 'alicloud'])('every name of the entry point "%s" can be loaded', (submodule) => {
  const program = `const names = Object.entries(${submodule ? `library.${submodule}` : 'library'});
    const wrong = names.filter(([name, value]) => value === undefined || (value.prototype && value.name !== name));
    if (wrong.length) throw new Error('undefined, or a class of another name: ' + wrong.map(([name]) => name))`;
  expect(loadedBy(program)).toContain('build/index.js');
});

test('ES modules import names', () => {
  const program = "import { Gpu, guardrails } from './build/index.js'; console.log(Gpu.name, typeof guardrails.Checks)";
  const args = ['--input-type=module', '-e', program];
  expect(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })).toBe('Gpu function\n');
});

test('without cdktf and what is bundled, manifests are written, and the cloud half says what to install', () => {
  const folder = mkdtempSync(join(tmpdir(), 'without-cdktf-'));
  mkdirSync(join(folder, 'node_modules'));
  const parts = ['build', 'vendor', 'bin', 'package.json'];
  const peers = ['cdk8s', 'cdk8s-plus-28', 'constructs'].map((name) => join('node_modules', name));
  for (const path of [...parts, ...peers]) {
    symlinkSync(join(ROOT, path), join(folder, path));
  }
  const run = (code: string) =>
    spawnSync(process.execPath, ['--preserve-symlinks', '-e', code], { cwd: folder, encoding: 'utf8' });
  const namespace = `const { App, Chart } = require('cdk8s'); const chart = new Chart(new App(), 'c');
    new (require('./build').SecureNamespace)(chart, 'N', { name: 'n', gpus: 1 }); console.log(chart.toJson()[0].kind)`;
  expect(run(namespace).stdout).toBe('Namespace\n');
  const advisories = join(folder, 'advisories.yaml');
  writeFileSync(advisories, '[ 1\n');
  const newer = `require('./build/objects/advisories-file.js').advisoriesIn(${JSON.stringify(advisories)})`;
  expect(run(newer).stderr).toMatch(/advisories\.yaml:\d+:\d+: /);
  expect(run("require('./build').alicloud.ModelStore").stderr).toContain(
    'Error: alicloud: cdktf is not installed, and Terraform constructs need it: npm install cdktf@^0.21.0',
  );
  rmSync(folder, { recursive: true });
});

test('the package is as large as docs/PACKAGE.md says', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const [{ unpackedSize, size }] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
  const row = /^\| all \| ([\d.]+) \| ([\d.]+) MB packed \|$/m.exec(
    readFileSync(join(ROOT, 'docs/PACKAGE.md'), 'utf8'),
  )!;
  const [unpacked, packed] = row.slice(1).map((megabytes) => Number(megabytes) * 1e6);
  expect(Math.abs(unpackedSize - unpacked)).toBeLessThan(0.05 * unpacked);
  expect(Math.abs(size - packed)).toBeLessThan(0.05 * packed);
  // whatever the page says
  expect(unpackedSize).toBeLessThan(10e6);
});
