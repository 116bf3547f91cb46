/**
 * Writes lib/engines/<engine>/known-flags.ts anew from the published wheels: `npx tsx test/judges/engines/refresh-flags.ts`.
 * Raise `describedVersion` of the profile first.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCOPES } from './scopes';
import { isFlag, readWheel } from './wheels';
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
    `/** Every flag of ${name} ${version}, from its wheel; written by test/judges/engines/refresh-flags.ts. */\n` +
    `export const ${constant}: string[] = \`\n${lines.map((line) => `  ${line}\n`).join('')}\`\n  .trim()\n  .split(/\\s+/);\n`
  );
}

for (const { name, describedVersion } of [VLLM, SGLANG]) {
  const facts = readWheel(name, describedVersion, SCOPES[name as keyof typeof SCOPES]);
  const flags = facts.flags.filter(isFlag);
  const file = join(__dirname, '../../../lib/engines', name, 'known-flags.ts');
  writeFileSync(file, source(name, describedVersion, flags));
}
