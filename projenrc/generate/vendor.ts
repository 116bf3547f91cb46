/**
 * Bundles third-party code that the library needs at run time into vendor/, as CommonJS.
 * The CEL engine is published as ES modules only, which a user's plain jest refuses to `require`.
 */
import { buildSync } from 'esbuild';

const BUNDLES = { cel: '@marcbachmann/cel-js' };

for (const [name, entry] of Object.entries(BUNDLES)) {
  buildSync({
    stdin: { contents: `export * from '${entry}';`, resolveDir: process.cwd() },
    outfile: `vendor/${name}.js`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'inline',
    logLevel: 'warning',
  });
}
