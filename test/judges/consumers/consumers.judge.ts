/** Package managers, compilers, bundlers and test runners judge the tarball: with each, the quickstart writes the same bytes. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Consumer, packed, registry, ROOT } from './consumer';
import { FOLDER, installTools, STORE, TOOLS, toolPath, versionOfTool } from './tools';
import { synthesize } from '../../../examples/support/example';
import { judge, NPM } from '../support/judge';
import { NODE_RELEASES, nodeRelease } from '../support/node-release';

const STRICT = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck'];
const TYPES = ['--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node'];

interface Manager {
  readonly version?: keyof typeof TOOLS;
  /** Command that runs a file. */
  readonly runner: string[];
  install(consumer: Consumer): void;
}

/** Installs without what only `alicloud` needs. */
const MANAGERS: Record<string, Manager> = {
  npm: {
    install: (consumer) => {
      const options = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--strict-peer-deps'];
      consumer.run('npm', ['install', ...options]);
    },
    runner: [process.execPath],
  },
  pnpm: {
    version: 'pnpm',
    install: (consumer) => {
      const strict = ['--config.auto-install-peers=false', '--config.strict-peer-dependencies=true'];
      const options = ['--prefer-offline', '--lockfile=false', `--registry=${registry()}`, ...strict];
      consumer.tool('pnpm/bin/pnpm.mjs', 'install', `--store-dir=${STORE('pnpm')}`, ...options);
    },
    runner: [process.execPath],
  },
  'Yarn, node-modules': yarn('node-modules'),
  'Yarn, Plug’n’Play': yarn('pnp'),
};

function yarn(linker: string): Manager {
  const program = toolPath('@yarnpkg/cli-dist/bin/yarn.js');
  return {
    version: '@yarnpkg/cli-dist',
    install: (consumer) => {
      consumer.write('yarn.lock', '');
      const settings = [`nodeLinker: ${linker}`, `globalFolder: ${STORE('yarn')}`, `npmRegistryServer: ${registry()}`];
      consumer.write('.yarnrc.yml', [...settings, 'enableTelemetry: false', ''].join('\n'));
      consumer.node([program, 'install', '--no-immutable']);
    },
    runner: [process.execPath, program, 'node'],
  };
}

const PROGRAMS: Record<string, { version?: keyof typeof TOOLS; run(consumer: Consumer): unknown }> = {
  'ES modules': { run: (consumer) => consumer.node(['modules.mjs']) },
  tsx: { version: 'tsx', run: (consumer) => consumer.tool('tsx/dist/cli.mjs', 'app.ts') },
  ...Object.fromEntries(
    (['typescript-5.9', 'typescript-6.0', 'typescript-7.0'] as const).map((line) => [
      `TypeScript ${line.slice(-3)}`,
      {
        version: line,
        run: (consumer: Consumer) => {
          consumer.tool(`${line}/bin/tsc`, ...STRICT, ...TYPES, '--outDir', line, 'app.ts');
          return consumer.node([`${line}/app.js`]);
        },
      },
    ]),
  ),
  esbuild: {
    version: 'esbuild',
    run: (consumer) => {
      const options = ['--bundle', '--minify', '--platform=node', '--log-level=error', '--outfile=bundles/esbuild.js'];
      consumer.run(toolPath('esbuild/bin/esbuild'), ['app.ts', ...options]);
      return consumer.bundle('bundles/esbuild.js');
    },
  },
  webpack: {
    version: 'webpack',
    run: (consumer) => {
      consumer.node(['webpack.js']);
      return consumer.bundle('bundles/webpack.js');
    },
  },
  'ts-jest': { version: 'ts-jest', run: (consumer) => consumer.tool('jest/bin/jest.js', '--ci', '--silent') },
  vitest: {
    version: 'vitest',
    run: (consumer) => consumer.tool('vitest/vitest.mjs', 'run', '--root', '.', 'vitest.test.ts'),
  },
};

judge('consumers of the package', [NPM], () => {
  const rows: string[] = [];
  let tarball: string;
  let npm: Consumer;
  let expected: string;

  beforeAll(async () => {
    installTools();
    tarball = packed();
    const folder = await synthesize('quickstart', join(FOLDER, 'expected'));
    expected = readFileSync(join(folder, 'k8s', 'qwen.k8s.yaml'), 'utf8');
  });
  afterAll(() => {
    process.stdout.write(`${rows.join('\n')}\n`);
    rmSync(FOLDER, { recursive: true });
  });

  /** Holds what a consumer writes against the bytes that the examples of this project write. */
  function same(name: string, version: string, consumer: Consumer, run: () => unknown): void {
    const start = Date.now();
    expect(consumer.written(run)).toBe(expected);
    rows.push(`${name} ${version}: same bytes, ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }

  test.each(Object.keys(MANAGERS))('%s installs it without cdktf, and both halves of the package run', (name) => {
    const { version, install, runner } = MANAGERS[name];
    const consumer = new Consumer(name.replace(/\W+/g, '-').toLowerCase(), tarball);
    const [command, ...args] = runner;
    same(name, version ? versionOfTool(version) : '', consumer, () => {
      install(consumer);
      consumer.run(command, [...args, 'app.cjs']);
    });
    const bin =
      "require(require.resolve('ack-secure-inference/package.json').replace('package.json', 'bin/ack-secure-inference.js'))";
    consumer.write('check.cjs', `process.argv.splice(2, 0, 'check', 'dist');\n${bin};\n`);
    expect(consumer.run(command, [...args, 'check.cjs'])).toContain('checked 13 objects');
    const cloud = `try { require('ack-secure-inference').alicloud.ModelStore } catch (error) { console.log(error.message) }`;
    consumer.write('cloud.cjs', cloud);
    expect(consumer.run(command, [...args, 'cloud.cjs'])).toContain('alicloud: cdktf is not installed');
    if (name === 'npm') {
      npm = consumer;
    }
  });

  test.each(Object.keys(PROGRAMS))('%s', (name) => {
    const { version, run } = PROGRAMS[name];
    same(name, version ? versionOfTool(version) : '', npm, () => run(npm));
  });

  test.each(NODE_RELEASES)('Node.js %s: CommonJS, ES modules, node:test with a snapshot', (release) => {
    const node = nodeRelease(release);
    same('CommonJS on Node.js', release, npm, () => npm.run(node, ['app.cjs']));
    same('ES modules on Node.js', release, npm, () => npm.run(node, ['modules.mjs']));
    same('node:test on Node.js', release, npm, () => {
      npm.run(node, ['--test-update-snapshots', '--test', 'app.node.cjs']);
      return npm.run(node, ['--test', 'app.node.cjs']);
    });
  });

  test('docs/PACKAGE.md names every tool and its version', () => {
    const page = readFileSync(join(ROOT, 'docs/PACKAGE.md'), 'utf8');
    const tools = Object.keys(TOOLS).filter((name) => !/^(@types|vite$|typescript$)/.test(name));
    const named = tools.map(
      (name) =>
        `${name.replace(/^@yarnpkg.*/, 'Yarn').replace(/^typescript.*/, 'TypeScript')} ${versionOfTool(name as keyof typeof TOOLS)}`,
    );
    expect(named.filter((each) => !page.includes(each))).toEqual([]);
    expect(NODE_RELEASES.filter((release) => !page.includes(release.split('.')[0]))).toEqual([]);
  });
});
