/**
 * Bundles what must run without node_modules, as CommonJS.
 * vendor/cel.js: the CEL engine is published as ES modules only, which a user's plain jest refuses to `require`.
 * vendor/js-yaml.js: reads YAML within texts of manifests.
 * vendor/yaml.js: reads YAML with places, for advisories of users; see replaced-requires.ts.
 * vendor/pep440.js: compares versions of engines; published as ES modules only.
 * vendor/unbash.js: reads scripts of shells; published as ES modules only.
 * vendor/report-page.js: style and script of the report in HTML, as text.
 * vendor/escape.js: escapes text for reports in HTML and XML.
 */
import { writeFileSync } from 'node:fs';
import { BuildOptions, buildSync } from 'esbuild';
import { bundle } from '../command/bundled-packages';

const BUNDLES: BuildOptions[] = [
  { stdin: { contents: `export * from '@marcbachmann/cel-js';`, resolveDir: process.cwd() }, outfile: 'vendor/cel.js' },
  {
    stdin: { contents: `export { escapeUTF8 } from 'entities';`, resolveDir: process.cwd() },
    outfile: 'vendor/escape.js',
  },
  {
    stdin: { contents: `export { load, loadAll } from 'js-yaml';`, resolveDir: process.cwd() },
    outfile: 'vendor/js-yaml.js',
  },
  { stdin: { contents: `export * from 'yaml';`, resolveDir: process.cwd() }, outfile: 'vendor/yaml.js', minify: true },
  {
    stdin: { contents: `export { compare, explain } from '@renovatebot/pep440';`, resolveDir: process.cwd() },
    outfile: 'vendor/pep440.js',
  },
  {
    stdin: { contents: `export { forEachChild, parse } from 'unbash';`, resolveDir: process.cwd() },
    outfile: 'vendor/unbash.js',
  },
];

for (const options of BUNDLES) {
  bundle({
    ...options,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    legalComments: 'inline',
    logLevel: 'warning',
  });
}

const PAGE = 'lib/guardrails/report/html/browser/page';

function minified(entryPoint: string): string {
  const [output] = buildSync({
    entryPoints: [entryPoint],
    write: false,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    target: 'es2022',
  }).outputFiles;
  return output.text.trim();
}

const page = { style: minified(`${PAGE}.css`), script: minified(`${PAGE}.js`) };
writeFileSync('vendor/report-page.js', `module.exports = ${JSON.stringify(page)};\n`);
