/**
 * Trims the constraints of the provider aliyun/alicloud 1.289.0 (MPL-2.0), read from its schema in code in November 2026, to
 * what its printed schema does not say: which arguments replace a resource (ForceNew), which exclude each other, allowed
 * values and ranges. Nested arguments have paths with dots.
 *
 * Usage: tsx projenrc/alicloud/trim-constraints.ts <alicloud.constraints.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Constraint, CONSTRAINTS_FILE, Constraints } from './constraints';

interface Raw {
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly forceNew?: boolean;
  readonly conflictsWith?: readonly string[];
  readonly range?: string;
  readonly allowed?: string;
  readonly block?: Readonly<Record<string, Raw>>;
}

function trim(block: Readonly<Record<string, Raw>>, prefix = ''): [string, Constraint][] {
  return Object.entries(block).flatMap(
    ([name, { required, optional, forceNew, conflictsWith, allowed, range, block: inner }]) => {
      const path = `${prefix}${name}`;
      const isSet = required === true || optional === true;
      const constraint: Constraint = {
        ...(isSet && forceNew && { forceNew }),
        ...(isSet && conflictsWith && { conflictsWith }),
        ...(isSet && allowed && !allowed.startsWith('see:') && { oneOf: allowed.split(' ') }),
        ...(isSet && range && rangeOf(range)),
      };
      const own: [string, Constraint][] = Object.keys(constraint).length > 0 ? [[path, constraint]] : [];
      return [...own, ...(inner ? trim(inner, `${path}.`) : [])];
    },
  );
}

/** What is only in a message for people is left to the provider. */
function rangeOf(text: string): Constraint {
  const [, least, most] = /^\D*(-?\d+)\D+(-?\d+)\D*$/.exec(text) ?? [];
  return least === undefined ? {} : { range: [Number(least), Number(most)] };
}

const raw = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Record<string, Record<string, Raw>>;
const trimmed: Constraints = Object.fromEntries(
  Object.entries(raw).map(([type, block]) => [type, Object.fromEntries(trim(block))]),
);
const lines = Object.entries(trimmed).map(([type, constraints]) => {
  const own = Object.entries(constraints).map(([path, each]) => `  ${JSON.stringify(path)}: ${JSON.stringify(each)}`);
  return ` ${JSON.stringify(type)}: {\n${own.join(',\n')}\n }`;
});
writeFileSync(CONSTRAINTS_FILE, `{\n${lines.join(',\n')}\n}\n`);
