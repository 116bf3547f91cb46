/**
 * Takes out of the compiled library what nothing reads: rules in files of their own, which bundle-rules.ts put into one, and
 * comments and white space of the code. Names stay, since errors show them. Declarations keep their comments: editors show those.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

const RULES = resolve('build/guardrails/rules');
const ENTRY = resolve('build/index.js');

const compiled = readdirSync('build', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => resolve('build', file));
const reached = reachedFrom(ENTRY);
for (const file of compiled) {
  if (file.startsWith(RULES) && !reached.has(file)) {
    rmSync(file);
  } else {
    const text = readFileSync(file, 'utf8');
    const { code } = transformSync(text, { minifyWhitespace: true, legalComments: 'inline' });
    // never runs, so that esbuild drops it: Node reads from it which names ES modules can import (lazy-indexes.ts)
    const [names = ''] = /^0 && \(module\.exports = .*\n/m.exec(text) ?? [];
    writeFileSync(file, code + names);
  }
}

/** Compiled files that a compiled file requires, those of others included. */
function reachedFrom(file: string, found = new Set<string>()): Set<string> {
  if (!found.has(file)) {
    found.add(file);
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)) {
      const target = resolve(dirname(file), path);
      const candidates = [target, `${target}.js`, join(target, 'index.js')];
      candidates.filter((each) => compiled.includes(each)).forEach((each) => reachedFrom(each, found));
    }
  }
  return found;
}
