/** Stands for an optional value that is not there. */
export const ABSENT = Symbol('absent');

/** Thrown where the CEL engine must evaluate: a value is missing or of another type, or types are mixed. */
export const DEOPTIMIZED = new Error('the CEL engine must evaluate this');

export function deoptimize(): never {
  throw DEOPTIMIZED;
}

/** What a comprehension runs over. */
export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : keysOf(value);
}

export function isIn(item: unknown, range: unknown): boolean {
  return isMap(range) ? has(range, asString(item)) : asList(range).some((each) => isEqual(item, each));
}

export function isOneOf(item: unknown, texts: ReadonlySet<string>): boolean {
  return texts.has(asString(item));
}

/** Undefined where a map has none. Whether a null is one depends on who reads: only the engine sees what was stored. */
export function fieldOf(map: unknown, name: string): unknown {
  if (!isMap(map)) {
    return deoptimize();
  }
  const value = map[name];
  // Most fields that are asked for are not there: of those, nothing needs to be asked a second time.
  if (value === undefined || !Object.hasOwn(map, name)) {
    return undefined;
  }
  return value === null ? deoptimize() : value;
}

/** The same by a key that may be something else than a text. */
export function fieldAt(map: unknown, key: unknown): unknown {
  return fieldOf(map, asString(key));
}

/** Undefined where a list has none. */
export function itemAt(list: unknown, index: unknown): unknown {
  return asList(list)[index as number];
}

export function has(map: unknown, name: string): boolean {
  return fieldOf(map, name) !== undefined;
}

/** Numbers of a manifest are floating, those of a text are integers; texts compare them by value. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (typeof left === 'number' && typeof right === 'number') {
    return asNumber(left) === asNumber(right);
  }
  if (left === null || right === null) {
    return typeof left === 'object' && typeof right === 'object' ? left === right : deoptimize();
  }
  if (isListOfTexts(left) && isListOfTexts(right)) {
    return left.length === right.length && left.every((item, i) => item === right[i]);
  }
  const isText = typeof left === 'string' && typeof right === 'string';
  return isText || (typeof left === 'boolean' && typeof right === 'boolean') ? left === right : deoptimize();
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The name of an item that surely has one. */
export function nameOf(item: unknown): string | undefined {
  const name = isMap(item) && Object.hasOwn(item, 'name') ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

export function sum(left: unknown, right: unknown): unknown {
  return typeof left === 'string' ? left + asString(right) : [...asList(left), ...asList(right)];
}

/** Of a text, the engine counts code points. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return /[\ud800-\udfff]/.test(value) ? deoptimize() : value.length;
  }
  return itemsOf(value).length;
}

export function toInteger(value: unknown): number {
  if (typeof value === 'number') {
    return exact(value);
  }
  return /^[0-9]{1,15}$/.test(asString(value)) ? Number(value) : deoptimize();
}

export function toText(value: unknown): string {
  return typeof value === 'number' ? String(exact(value)) : asString(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && (value.constructor === Object || value.constructor === undefined)
  );
}

function keysOf(map: unknown): string[] {
  return isMap(map) && !Object.values(map).includes(null) ? Object.keys(map) : deoptimize();
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : deoptimize();
}

export function asString(value: unknown): string {
  return typeof value === 'string' ? value : deoptimize();
}

export function asBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : deoptimize();
}

/** A number, where no digit is lost. */
export function asNumber(value: unknown): number {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : deoptimize();
}

/** An integer that is far from where integers of the language overflow. */
export function exact(value: number): number {
  return Number.isSafeInteger(value) ? value : deoptimize();
}

export type Method = (receiver: unknown, ...operands: unknown[]) => unknown;

/** Methods of values by name. */
export const METHODS: Record<string, Method> = {
  contains: (receiver, text) => asString(receiver).includes(asString(text)),
  endsWith: (receiver, text) => asString(receiver).endsWith(asString(text)),
  join: (receiver, separator) => asList(receiver).map(asString).join(asString(separator)),
  lowerAscii: (receiver) => asString(receiver).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  split: (receiver, separator, ...rest) =>
    rest.length === 0 ? asString(receiver).split(asString(separator)) : deoptimize(),
  startsWith: (receiver, text) => asString(receiver).startsWith(asString(text)),
  upperAscii: (receiver) => asString(receiver).replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
};
