/** Stands for an optional value that is not there. */
export const ABSENT = Symbol('absent');

/** Thrown where only the engine knows: a value that is missing or of another type, a mixture of types. */
export const UNSURE = new Error('only the engine knows');

export function unsure(): never {
  throw UNSURE;
}

/** A field of a map or an item of a list. */
export function pick(value: unknown, key: unknown): unknown {
  if (value === ABSENT) {
    return ABSENT;
  }
  const found = selected(value, key);
  return found === undefined ? unsure() : found;
}

/** The same, `ABSENT` where there is none. */
export function find(value: unknown, key: unknown): unknown {
  if (value === ABSENT) {
    return ABSENT;
  }
  const found = selected(value, key);
  return found === undefined ? ABSENT : found;
}

export function orValue(value: unknown, otherwise: unknown): unknown {
  return value === ABSENT ? otherwise : value;
}

export function orElse(value: unknown, otherwise: () => unknown): unknown {
  return value === ABSENT ? otherwise() : value;
}

/** What a comprehension runs over. */
export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : Object.keys(asMap(value));
}

export function isIn(item: unknown, range: unknown): boolean {
  return isMap(range) ? has(range, asString(item)) : asList(range).some((each) => isEqual(item, each));
}

export function isOneOf(item: unknown, texts: ReadonlySet<string>): boolean {
  return texts.has(asString(item));
}

function selected(value: unknown, key: unknown): unknown {
  if (Array.isArray(value)) {
    return value[Number(asInteger(key))] as unknown;
  }
  return typeof key === 'string' ? fieldOf(value, key) : unsure();
}

/** Undefined where a map has none. */
function fieldOf(map: unknown, name: string): unknown {
  return isMap(map) ? (Object.hasOwn(map, name) ? map[name] : undefined) : unsure();
}

export function has(map: unknown, name: string): boolean {
  return fieldOf(map, name) !== undefined;
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

function sizeOf(value: unknown): bigint {
  return BigInt(Array.isArray(value) ? value.length : Object.keys(asMap(value)).length);
}

export function toInteger(value: unknown): bigint {
  return /^[0-9]{1,15}$/.test(asString(value)) ? BigInt(value as string) : unsure();
}

export function toText(value: unknown): string {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : asString(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && (value.constructor === Object || value.constructor === undefined)
  );
}

function asMap(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : unsure();
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : unsure();
}

export function asString(value: unknown): string {
  return typeof value === 'string' ? value : unsure();
}

export function asBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : unsure();
}

function asInteger(value: unknown): bigint {
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

const results = new WeakMap<object, unknown[]>();

/** What parts that stand in several texts came to in a context. Contexts are not changed between evaluations. */
export function resultsOf(context: object): unknown[] {
  let found = results.get(context);
  if (found === undefined) {
    found = [];
    results.set(context, found);
  }
  return found;
}
