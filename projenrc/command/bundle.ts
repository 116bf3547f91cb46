import { chmodSync, readFileSync } from 'node:fs';
import { BuildOptions, buildSync } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** What runs without node_modules, on the oldest Node that the package supports. */
const COMMON: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' };

/** Bundles the command into one file, so that it starts fast and needs nothing beside it. */
export function bundleCommand(outfile: string): void {
  buildSync({
    ...COMMON,
    entryPoints: ['lib/cli/main.ts'],
    outfile,
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: '#!/usr/bin/env node' },
    define: { PACKAGE_VERSION: JSON.stringify(version) },
    legalComments: 'eof',
  });
  chmodSync(outfile, 0o755);
}

/** Bundles the program that a ConfigMap carries into the init container, which has nothing but Node. */
export function bundleModelGuard(outfile: string): void {
  buildSync({ ...COMMON, entryPoints: ['lib/model-guard/main.ts'], outfile, minify: true, legalComments: 'eof' });
}
