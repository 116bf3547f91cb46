/**
 * Puts the rules of the compiled library into one file: there are two hundred, each in a file of its own, and Node takes
 * five times as long to find and read these as to run them.
 */
import { buildSync } from 'esbuild';

const RULES = 'build/guardrails/rules/index.js';

buildSync({
  entryPoints: [RULES],
  outfile: RULES,
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
