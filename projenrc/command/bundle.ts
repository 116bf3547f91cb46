import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { BuildOptions } from 'esbuild';
import { bundle } from './bundled-packages';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** What runs without node_modules, on the oldest Node that the package supports. */
const COMMON: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

/** Bundles the command, so that it starts fast and needs no package: what says its version, and the rest beside it in two parts. */
export function bundleCommand(outfile: string): void {
  const options: BuildOptions = {
    ...COMMON,
    minifySyntax: true,
    minifyWhitespace: true,
    define: { PACKAGE_VERSION: JSON.stringify(version) },
    legalComments: 'eof',
  };
  const beside = (name: string): string => join(dirname(outfile), name);
  bundle({ ...options, entryPoints: ['lib/drift/kube-config.ts'], outfile: beside('kube-config.js') });
  bundle({
    ...options,
    entryPoints: ['lib/cli/run.ts'],
    outfile: beside('run.js'),
    // published beside bin/ already
    external: ['./kube-config.js', './vendor/*'],
  });
  bundle({
    ...options,
    entryPoints: ['lib/cli/main.ts'],
    outfile,
    banner: { js: '#!/usr/bin/env node' },
    external: ['./run.js'],
    // as `require`: Node starts its loader of ES modules for an `import`
    supported: { 'dynamic-import': false },
  });
  chmodSync(outfile, 0o755);
}

/**
 * Bundles the program that a ConfigMap carries into the init container, which has nothing but Node. It unpacks itself: the
 * annotation of `kubectl apply` holds 256 KiB, and a parser of YAML and the keys of loaders take more.
 */
export function bundleModelGuard(outfile: string): void {
  const [{ text }] = bundle({
    ...COMMON,
    entryPoints: ['lib/model-guard/main.ts'],
    write: false,
    minify: true,
    legalComments: 'eof',
  }).outputFiles!;
  const packed = brotliCompressSync(text).toString('base64');
  writeFileSync(
    outfile,
    [
      '// lib/model-guard of ack-secure-inference, packed. To read it, print `text`.',
      `const text = require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString();`,
      'module._compile(text, __filename);',
      '',
    ].join('\n'),
  );
}
