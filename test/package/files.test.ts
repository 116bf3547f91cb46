/** What is published: a list of what may be in the tarball, licences of what is bundled, and a bill of materials. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { COMMAND_FOLDERS } from '../../projenrc/package/files';
import { bundledPackages } from '../../projenrc/package/third-party';

const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Files of a working copy, with what lies around in one. */
const PUBLISHED = [
  ...['build/index.js', 'build/index.d.ts', 'build/inference/gpu.js', 'build/objects/schema/fields.json'],
  ...['bin/ack-secure-inference.js', 'bin/model-guard.js', 'bin/run.js', 'vendor/cel.js', 'vendor/rules.js'],
  ...['vendor/settings.schema.json', 'vendor/sbom.cdx.json', 'vendor/THIRD-PARTY-LICENSES.txt', '.jsii', '.jsii.gz'],
  ...['package.json', 'README.md', 'README.zh-CN.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md'],
];
const STAYS = [
  ...['.env', 'cosign.key', 'kubeconfig', 'npm-debug.log', '.npmrc', 'out/quickstart/a.yaml', '.ci/run', 'dist/x.tgz'],
  ...['lib/index.ts', 'test/x.test.ts', 'examples/quickstart.ts', 'docs/SERVICE.md', 'bench/main.ts', '.projenrc.ts'],
  ...['build/tsconfig.tsbuildinfo', 'vendor/evidence.key', 'bin/notes.txt', 'node_modules/x/index.js'],
  ...COMMAND_FOLDERS.map((name) => `build/${name}/index.js`),
];

test('the tarball holds what is listed, and nothing else that lies in the folder', () => {
  for (const file of [...PUBLISHED, ...STAYS]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  cpSync('package.json', join(folder, 'package.json'));
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  expect(files.map(({ path }) => path).sort()).toEqual([...PUBLISHED].sort());
});

/** Files of lib/ that are reached from a file. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  const found = [file, `${file}.ts`, join(file, 'index.ts')].find((path) => /\.ts$/.test(path) && existsSync(path));
  if (found !== undefined && !reached.has(found)) {
    reached.add(found);
    for (const [, path] of readFileSync(found, 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'(\.[^']+)'/g)) {
      reachedFrom(join(dirname(found), path.replace(/\.js$/, '')), reached);
    }
  }
  return reached;
}

test('folders that are left out are exactly those that the library does not import, types included', () => {
  const imported = new Set([...reachedFrom('lib/index.ts')].map((path) => path.split('/')[1]));
  const folders = readdirSync('lib', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const unused = folders.map(({ name }) => name).filter((name) => !imported.has(name));
  expect(unused.sort()).toEqual([...COMMAND_FOLDERS].sort());
});

/** Packages that the library imports at run time, by the files that do. */
function packagesReached(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of reachedFrom('lib/index.ts')) {
    const imports = /^(?:import|export) (?!type )[^;]*?from '([^.'][^']*)'|require\('([^.'][^']*)'\)/gm;
    for (const [, imported, required] of readFileSync(file, 'utf8').matchAll(imports)) {
      const name = imported ?? required;
      found.set(name, [...(found.get(name) ?? []), file]);
    }
  }
  return found;
}

test('the library imports its peers, Node.js, and yaml, which replaced-requires.ts turns to vendor/', () => {
  const others = [...packagesReached()].filter(([name]) => !/^(node:.*|cdk8s|cdktf|constructs|yaml)$/.test(name));
  expect(others).toEqual([]);
});

const sbom = JSON.parse(readFileSync('vendor/sbom.cdx.json', 'utf8'));
const licences = readFileSync('vendor/THIRD-PARTY-LICENSES.txt', 'utf8');

test('every package that some bundle holds is in the licences and in the bill of materials', () => {
  const purls = sbom.components.map(({ purl }: { purl: string }) => purl);
  expect(purls.length).toBeGreaterThan(5);
  // what lib/ imports by name is bundled
  for (const name of ['@marcbachmann/cel-js', '@renovatebot/pep440', 'commander', 'js-yaml', 'yaml', 'entities']) {
    const { version } = JSON.parse(readFileSync(resolve('node_modules', name, 'package.json'), 'utf8'));
    expect(purls).toContain(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(licences).toContain(`\n${name}@${version}\n`);
  }
  expect(new Set(purls).size).toBe(purls.length);
  expect(sbom.dependencies[0].dependsOn).toEqual(purls);
});

test('components have a licence of SPDX, and the hash of the lock file', () => {
  for (const { name, licenses, hashes } of sbom.components) {
    expect([name, licenses[0].expression ?? licenses[0].license.id]).toEqual([
      name,
      expect.stringMatching(/^[\w.+() -]+$/),
    ]);
    expect([name, hashes?.[0].content]).toEqual([name, expect.stringMatching(/^[0-9a-f]{128}$/)]);
  }
});

test('a package without a licence is not bundled', () => {
  const bad = join(folder, 'bad');
  mkdirSync(bad);
  writeFileSync(join(bad, 'package.json'), JSON.stringify({ name: 'bad', version: '1.0.0' }));
  expect(() => bundledPackages([bad])).toThrow('bundled package without licence');
});
