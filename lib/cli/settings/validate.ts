import { SectionSchema, ValueSchema } from './schema';
import { nearest } from '../../engines/arguments/nearest';
import { isMap } from '../../objects/places/pod-shapes';
import { Problem } from '../../private/problems';

type Path = readonly string[];

/** A problem and the key that has it. */
export interface PlacedProblem extends Problem {
  readonly path: Path;
}

/** What is wrong with the content of a settings file. */
export function problemsIn(value: unknown, schema: SectionSchema, path: Path = []): PlacedProblem[] {
  if (!isMap(value)) {
    const keys = Object.keys(schema.properties).join(', ');
    return [{ path, what: 'not a section', got: value, allowed: `a map of ${keys}`, fix: 'write keys below it' }];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const at = [...path, key];
    if (known === undefined) {
      return [unknownKey(at, Object.keys(schema.properties))];
    }
    return known.type === 'object' ? problemsIn(inner, known, at) : problemsOfValue(inner, known, at);
  });
}

function unknownKey(path: Path, known: readonly string[]): PlacedProblem {
  const key = path.at(-1)!;
  const fix = `write ${nearest(key, known)}, or remove it`;
  return { path, what: 'unknown key', got: key, allowed: known.join(', '), fix };
}

function problemsOfValue(value: unknown, schema: ValueSchema, path: Path): PlacedProblem[] {
  if (accepts(schema, value)) {
    return [];
  }
  return [{ path, what: 'wrong value', got: value, allowed: allowedBy(schema), fix: `correct ${path.join('.')}` }];
}

/** Whether a value is one of a schema. */
function accepts({ type, enum: choices, minimum, pattern, items }: ValueSchema, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && (value as number) >= minimum!;
    case 'array':
      return Array.isArray(value) && value.every((item) => accepts(items!, item));
    case 'string':
      return typeof value === 'string' && (choices?.includes(value) ?? new RegExp(pattern!).test(value));
  }
}

function allowedBy({ type, enum: choices, minimum }: ValueSchema): string {
  return {
    boolean: 'true or false',
    integer: `a whole number from ${minimum}`,
    array: 'a list of texts that are not empty',
    string: choices?.join(', ') ?? 'a text that is not empty',
  }[type];
}
