/**
 * Bundles what must run without node_modules, as CommonJS.
 * vendor/cel.js: the CEL engine is published as ES modules only, which a user's plain jest refuses to `require`.
 * vendor/escape.js: escapes text for reports in HTML and XML.
 */
import { BuildOptions, buildSync } from 'esbuild';

const BUNDLES: BuildOptions[] = [
  { stdin: { contents: `export * from '@marcbachmann/cel-js';`, resolveDir: process.cwd() }, outfile: 'vendor/cel.js' },
  {
    stdin: { contents: `export { escapeUTF8 } from 'entities';`, resolveDir: process.cwd() },
    outfile: 'vendor/escape.js',
  },
];

for (const bundle of BUNDLES) {
  buildSync({
    ...bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'inline',
    logLevel: 'warning',
  });
}
