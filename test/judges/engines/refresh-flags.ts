/**
 * Writes lib/engines/<engine>/known-flags.ts anew from the parsers in the published wheels:
 * `npx tsx test/judges/engines/refresh-flags.ts`. Raise `describedVersion` of the profile first.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flagsOf, parseWithEngine } from './parser';
import { SGLANG, VLLM } from '../../../lib/engines';

const LINE = 112;

function source(name: string, version: string, flags: readonly string[]): string {
  const lines: string[] = [''];
  for (const flag of flags) {
    const line = lines[lines.length - 1];
    lines.push(...(line.length + flag.length > LINE ? [flag] : [`${lines.pop()} ${flag}`.trim()]));
  }
  const constant = `${name.toUpperCase()}_KNOWN_FLAGS`;
  return (
    `/** Every flag of ${name} ${version}, from its own parser; written by test/judges/engines/refresh-flags.ts. */\n` +
    `export const ${constant}: string[] = \`\n${lines.map((line) => `  ${line}\n`).join('')}\`\n  .trim()\n  .split(/\\s+/);\n`
  );
}

for (const profile of [VLLM, SGLANG]) {
  const { name, describedVersion } = profile;
  const file = join(__dirname, '../../../lib/engines', name, 'known-flags.ts');
  writeFileSync(file, source(name, describedVersion, flagsOf(name, parseWithEngine(profile).options)));
}
