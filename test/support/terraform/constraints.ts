/** Holds resources against what the provider asks of arguments beyond their types. */
import { StackJson } from './stack';
import { Constraint, readConstraints } from '../../../projenrc/alicloud/constraints';

const constraints = readConstraints();

/** Problems of a stack: values that are not allowed, and arguments that exclude each other. */
export function judgeConstraints({ resource = {} }: StackJson): string[] {
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, body]) => {
      const set = new Map<string, unknown[]>();
      collect(body, '', set);
      return Object.entries(constraints[type] ?? {}).flatMap(([path, constraint]) =>
        problemsOf(path, constraint, set).map((problem) => `${type}.${name}.${path}: ${problem}`),
      );
    }),
  );
}

function problemsOf(path: string, constraint: Constraint, set: Map<string, unknown[]>): string[] {
  const values = set.get(path) ?? [];
  const others = (constraint.conflictsWith ?? []).filter((other) => values.length > 0 && set.has(other));
  return [
    ...values.filter((value) => !allows(constraint, value)).map((value) => `${JSON.stringify(value)} is not allowed`),
    ...others.map((other) => `conflicts with ${other}`),
  ];
}

/** Either a value that is listed or one within the range: an argument may have both. */
function allows({ oneOf, range }: Constraint, value: unknown): boolean {
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  if (!isScalar || (oneOf === undefined && range === undefined) || String(value).includes('${')) {
    return true;
  }
  const isInRange = range !== undefined && Number(value) >= range[0] && Number(value) <= range[1];
  return isInRange || (oneOf?.includes(String(value)) ?? false);
}

/** What is set, by the path of the argument without positions; blocks are there as well. */
function collect(value: unknown, path: string, set: Map<string, unknown[]>): void {
  if (Array.isArray(value)) {
    value.forEach((item) => collect(item, path, set));
    return;
  }
  if (path !== '') {
    set.set(path, [...(set.get(path) ?? []), value]);
  }
  if (typeof value === 'object' && value !== null) {
    Object.entries(value).forEach(([name, item]) => collect(item, path === '' ? name : `${path}.${name}`, set));
  }
}
