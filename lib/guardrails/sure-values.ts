/** Thrown where only the engine knows: a value that is missing or of another type, a mixture of types. */
export const UNSURE = new Error('only the engine knows');

export function unsure(): never {
  throw UNSURE;
}

/** Numbers of a manifest are floating, those of a text are integers; texts compare them by value. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) {
    return asNumber(left) === asNumber(right);
  }
  if (left === null || right === null) {
    return typeof left === 'object' && typeof right === 'object' ? left === right : unsure();
  }
  const isText = typeof left === 'string' && typeof right === 'string';
  return isText || (typeof left === 'boolean' && typeof right === 'boolean') ? left === right : unsure();
}

export function sum(left: unknown, right: unknown): unknown {
  switch (typeof left) {
    case 'string':
      return left + asString(right);
    case 'bigint':
      return exact(left + asInteger(right));
    default:
      return [...asList(left), ...asList(right)];
  }
}

export function product(left: unknown, right: unknown): bigint {
  return exact(asInteger(left) * asInteger(right));
}

export function quotient(left: unknown, right: unknown): bigint {
  return right === 0n ? unsure() : asInteger(left) / asInteger(right);
}

export function sizeOf(value: unknown): bigint {
  return BigInt(Array.isArray(value) ? value.length : Object.keys(asMap(value)).length);
}

export function toInteger(value: unknown): bigint {
  return /^[0-9]{1,15}$/.test(asString(value)) ? BigInt(value as string) : unsure();
}

export function toText(value: unknown): string {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asString(value);
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && (value.constructor === Object || value.constructor === undefined)
  );
}

export function hasField(map: Record<string, unknown>, name: string): boolean {
  return Object.hasOwn(map, name) && map[name] !== undefined;
}

export function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : unsure();
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : unsure();
}

export function asString(value: unknown): string {
  return typeof value === 'string' ? value : unsure();
}

export function asBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : unsure();
}

export function asInteger(value: unknown): bigint {
  return typeof value === 'bigint' ? value : unsure();
}

/** A number, where no digit is lost. */
export function asNumber(value: unknown): number {
  const number = isNumber(value) ? Number(value) : NaN;
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : unsure();
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** An integer that is far from where integers of the language overflow. */
function exact(value: bigint): bigint {
  return BigInt.asIntN(53, value) === value ? value : unsure();
}

type Method = (receiver: unknown, ...operands: unknown[]) => unknown;

/** Methods of values by name. */
export const METHODS: Record<string, Method> = {
  contains: (receiver, text) => asString(receiver).includes(asString(text)),
  endsWith: (receiver, text) => asString(receiver).endsWith(asString(text)),
  join: (receiver, separator) => asList(receiver).map(asString).join(asString(separator)),
  size: sizeOf,
  split: (receiver, separator, ...rest) =>
    rest.length === 0 ? asString(receiver).split(asString(separator)) : unsure(),
  startsWith: (receiver, text) => asString(receiver).startsWith(asString(text)),
};
