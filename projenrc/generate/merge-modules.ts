/**
 * Puts the modules of the compiled library that are used together into one file for each half: Node takes longer to find
 * and read a small file than to run it. What was a file of its own hands on its part of the whole, so that a module that
 * is reached in both ways is one module. The bindings, of which a stack uses few, stay apart, are loaded when one is
 * made, and lose their source maps, which are most of them.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';

const BUILD = resolve('build');
const BINDINGS = join(BUILD, 'alicloud/provider');
const OPTIONS = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // esbuild calls a class that names itself `_Class`, and jsii and errors show names
  keepNames: true,
  allowOverwrite: true,
  logLevel: 'warning',
} satisfies BuildOptions;

const kubernetes = loadedBy('library.SecureApp; library.SecureNamespace; library.SecureGpuInferenceService');
const cloud = loadedBy('Object.values(library.alicloud)');

void mergeAll();

async function mergeAll(): Promise<void> {
  const ofKubernetes = kubernetes.filter((file) => /^(app|inference|kubernetes|engines|objects)\//.test(file));
  await merge(
    'kubernetes/merged.js',
    ofKubernetes.filter((file) => !cloud.includes(file)),
  );
  await merge(
    'alicloud/merged.js',
    cloud.filter((file) => /^alicloud\/(?!provider\/|index\.js|cdktf\.js)/.test(file)),
  );
  const bindings = readdirSync(BINDINGS).map((folder) => join(BINDINGS, folder, 'index.js'));
  await build({ ...OPTIONS, entryPoints: bindings, outbase: BUILD, outdir: BUILD });
}

/** Compiled files that a program has loaded at its end. */
function loadedBy(program: string): string[] {
  const code = `const library = require('./build'); ${program}; console.log(JSON.stringify(Object.keys(require.cache)))`;
  const files = JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' })) as string[];
  return files.map((file) => relative(BUILD, file)).filter((file) => !file.startsWith('..'));
}

async function merge(output: string, files: readonly string[]): Promise<void> {
  const modules = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`);
  const folder = dirname(resolve(BUILD, output));
  await build({
    ...OPTIONS,
    stdin: { contents: `module.exports = {\n${modules.join('\n')}\n};`, resolveDir: BUILD },
    outfile: resolve(BUILD, output),
    bundle: true,
    packages: 'external',
    // stack traces point into lib/ where Node is told to read maps (--enable-source-maps)
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [lazyBindings(folder), othersStay(folder, files)],
  });
  if (readFileSync(resolve(BUILD, output), 'utf8').includes('__dirname')) {
    throw new Error(`${output}: a module that finds files beside itself cannot be merged`);
  }
  for (const file of files) {
    const target = JSON.stringify(relativePath(dirname(file), output));
    writeFileSync(resolve(BUILD, file), `module.exports = require(${target})[${JSON.stringify(file)}]();\n`);
  }
}

/** Loads a binding when the first name of it is used. */
function lazyBindings(folder: string): Plugin {
  return {
    name: 'lazy-bindings',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/provider\// }, ({ path, namespace, resolveDir }) =>
        namespace === 'lazy-binding'
          ? { path, external: true }
          : { path: relativePath(folder, join(resolveDir, path)), namespace: 'lazy-binding' },
      );
      onLoad({ filter: /./, namespace: 'lazy-binding' }, ({ path }) => ({
        contents: `let loaded;
module.exports = new Proxy({}, { get: (_, name) => (loaded ??= require(${JSON.stringify(path)}))[name] });`,
      }));
    },
  };
}

/** Leaves files that are not merged where they are. */
function othersStay(folder: string, files: readonly string[]): Plugin {
  return {
    name: 'others-stay',
    setup({ onResolve, resolve: find }) {
      onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir, pluginData }) => {
        if (pluginData === othersStay) {
          return undefined;
        }
        const found = await find(path, { kind, resolveDir, pluginData: othersStay });
        const isMerged = files.includes(relative(BUILD, found.path));
        return isMerged ? found : { path: relativePath(folder, found.path), external: true };
      });
    },
  };
}

function relativePath(from: string, to: string): string {
  const path = relative(from, to);
  return path.startsWith('.') ? path : `./${path}`;
}
