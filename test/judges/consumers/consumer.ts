/** An empty folder with the package from its tarball and a program, as a user has it. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { FOLDER, toolPath } from './tools';

export const ROOT = join(__dirname, '../../..');
const PEERS = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

const PROGRAM = `${readFileSync(join(ROOT, 'examples/quickstart.ts'), 'utf8')}\nbuild('dist').forEach((app) => app.synth());\n`;
const compiled = (format: 'cjs' | 'esm') => transformSync(PROGRAM, { loader: 'ts', format }).code;
const test = (imports: string) =>
  `${imports}import { existsSync } from 'node:fs';\nimport './app';\n` +
  `test('synthesizes', () => expect(existsSync('dist/k8s/qwen.k8s.yaml')).toBe(true));\n`;

const FILES: Record<string, string> = {
  'app.ts': PROGRAM,
  'app.cjs': compiled('cjs'),
  'modules.mjs': compiled('esm'),
  'app.jest.ts': test(''),
  'vitest.test.ts': test(`import { expect, test } from 'vitest';\n`),
  'app.node.cjs': `const { test } = require('node:test');
const { readFileSync } = require('node:fs');
test('synthesizes', (context) => {
  require('./app.cjs');
  context.assert.snapshot(readFileSync('dist/k8s/qwen.k8s.yaml', 'utf8'));
});
`,
  'jest.config.js': `module.exports = {
  testMatch: ['**/app.jest.ts'],
  transform: { '\\\\.ts$': ['ts-jest', { tsconfig: { esModuleInterop: true, types: ['node', 'jest'] } }] },
};
`,
  'webpack.config.js': `const Minimizer = require('minimizer-webpack-plugin');
module.exports = {
  mode: 'production',
  target: 'node',
  entry: './app.cjs',
  output: { path: __dirname + '/bundles', filename: 'webpack.js' },
  // Terser takes ten times as long, and is not what is judged
  optimization: { minimizer: [new Minimizer({ minify: Minimizer.esbuildMinify })] },
};
`,
  'webpack.js': `require('webpack')(require('./webpack.config.js'), (error, stats) => {
  const [first] = error ? [error] : stats.toJson({ errors: true }).errors;
  if (first) throw new Error(first.message);
});
`,
};

/** Packs what was compiled, once. */
export function packed(): string {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', FOLDER];
  return join(FOLDER, execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }).trim());
}

export class Consumer {
  private readonly folder: string;

  public constructor(name: string, tarball: string) {
    this.folder = join(FOLDER, name);
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
    const versionOf = (peer: string): string =>
      JSON.parse(readFileSync(join(ROOT, 'node_modules', peer, 'package.json'), 'utf8')).version;
    const peers = Object.fromEntries(PEERS.map((peer) => [peer, versionOf(peer)]));
    const dependencies = { 'ack-secure-inference': `file:${tarball}`, ...peers };
    this.write('package.json', JSON.stringify({ name, private: true, dependencies }));
    Object.entries(FILES).forEach(([file, text]) => this.write(file, text));
  }

  public write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a program in this folder. */
  public run(command: string, args: readonly string[], env: Record<string, string> = {}, cwd = this.folder): string {
    const PATH = command.startsWith('/') ? `${dirname(command)}${delimiter}${process.env.PATH}` : process.env.PATH;
    const own = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_|JEST_)/.test(name));
    return execFileSync(command, args, {
      ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
      env: { ...Object.fromEntries(own), ...certificates(), PATH, ...env },
    });
  }

  public node(args: readonly string[]): string {
    return this.run(process.execPath, args);
  }

  /** Runs a tool by the path of its script. */
  public tool(script: string, ...args: string[]): string {
    return this.node([toolPath(script), ...args]);
  }

  /** What the program writes; `synthesize` must have written it anew. */
  public written(synthesize: () => unknown): string {
    rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
    synthesize();
    return readFileSync(join(this.folder, 'dist/k8s/qwen.k8s.yaml'), 'utf8');
  }

  /** Runs a bundle in a folder without packages. */
  public bundle(file: string): string {
    const empty = join(FOLDER, 'empty');
    rmSync(empty, { recursive: true, force: true });
    cpSync(join(this.folder, file), join(empty, 'bundle.js'));
    this.run(process.execPath, ['bundle.js'], {}, empty);
    cpSync(join(empty, 'dist'), join(this.folder, 'dist'), { recursive: true });
    return '';
  }
}

/** Clients of registries trust what Node.js was told to trust. */
function certificates(): Record<string, string> {
  const { NODE_EXTRA_CA_CERTS } = process.env;
  return NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS };
}

/** The registry that npm is set up for; the other clients do not read all of its configuration. */
export function registry(): string {
  return execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
}
