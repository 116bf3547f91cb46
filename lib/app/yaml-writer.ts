import { Yaml } from 'cdk8s';

/** What remains of a manifest when everything is resolved. `undefined` stands in lists only, where cdk8s writes `null`. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

const STEP = '  ';
/** `yaml` moves a longer key to a line of its own. */
const LONGEST_KEY = 1000;
/** Strings differ from service to service; the cache must not grow with them. */
const CACHE_LIMIT = 20_000;
/** Texts of several lines may be long. */
const BLOCK_LIMIT = 200;

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
/** Where a plain scalar would mean something else: the rule of `yaml` (`plainString`) for a single line. */
const HAS_INDICATOR = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$|^---|^\.\.\./;
/** Everything that YAML 1.1 could read as null, boolean, merge, number or time; wider than the tests of `yaml`. */
const MAY_BE_TYPED =
  /^[-+._]*[0-9]|^[-+]?[._]+$|^[-+._]*e[-+]?[0-9]+$|^[-+]?\.(?:inf|nan)$|^(?:y|n|yes|no|on|off|true|false|null|~|<<)?$/i;

/**
 * What the reader of kubectl takes for a number and `yaml` for a text, so that it stays plain there:
 * https://pkg.go.dev/go.yaml.in/yaml/v2 reads `0o14` as 12, and the API server refuses a number for `UMASK`.
 */
const OCTAL = /^[-+]?0o[0-7_]+$/;

/** Thrown, and caught here, when a document has a part that only `yaml` itself can write. */
const UNKNOWN_PART = new Error('not written here');

const keys = new Map<string, string>();
const unusualKeys = new Map<string, string>();
const scalars = new Map<string, string>();
const blocks = new Map<string, string>();

/**
 * Writes documents as `Yaml.stringify` of cdk8s does, to the byte, in a tenth of its time; texts such as `0o14` are quoted.
 *
 * A scalar is written here only when it is surely plain. Any other (quoted, of several lines, not ASCII) is written by
 * `yaml` at the same indentation, and a document that is not a tree of plain values goes to `yaml` as a whole.
 */
export function stringify(documents: readonly unknown[]): string {
  return documents.map((document) => stringifyDocument(document)).join('---\n');
}

/** Writes one document whatever it is. */
export function stringifyDocument(document: unknown): string {
  return isTree(document, new Set()) ? stringifyTree(document) : Yaml.stringify(document);
}

/** Writes a document that is known to be a tree of plain values, in which no object stands twice. */
export function stringifyTree(document: Json): string {
  if (!isFilledMap(document)) {
    return Yaml.stringify(document);
  }
  try {
    return map(document, '') + '\n';
  } catch (error) {
    if (error === UNKNOWN_PART || error instanceof RangeError) {
      return Yaml.stringify(document);
    }
    throw error;
  }
}

/** `yaml` writes an object that stands twice once, and an alias after that. */
function isTree(value: unknown, seen: Set<unknown>): value is Json {
  if (typeof value !== 'object') {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  }
  if (value === null) {
    return true;
  }
  if (seen.has(value) || seen.size > 100_000) {
    return false;
  }
  seen.add(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) {
    return (value as unknown[]).every((item) => item === undefined || isTree(item, seen));
  }
  return prototype === Object.prototype && Object.values(value).every((item) => isTree(item, seen));
}

function isFilledMap(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

function map(value: { [key: string]: Json }, indent: string): string {
  const inner = indent + STEP;
  let text = '';
  for (const key of Object.keys(value)) {
    const item = value[key];
    text += (text === '' ? '' : '\n' + indent) + keyText(key, indent);
    if (typeof item === 'object' && item !== null) {
      const block = collection(item, inner);
      text += block === undefined ? (Array.isArray(item) ? ': []' : ': {}') : ':\n' + inner + block;
    } else {
      text += ': ' + scalar(item, inner);
    }
  }
  return text;
}

/** The lines of a list or map, or undefined when it is empty. */
function collection(value: Json[] | { [key: string]: Json }, indent: string): string | undefined {
  if (!Array.isArray(value)) {
    return map(value, indent) || undefined;
  }
  const inner = indent + STEP;
  let text = '';
  for (const item of value) {
    text += text === '' ? '- ' : '\n' + indent + '- ';
    if (typeof item === 'object' && item !== null) {
      text += collection(item, inner) ?? (Array.isArray(item) ? '[]' : '{}');
    } else {
      text += scalar(item, inner);
    }
  }
  return text || undefined;
}

function keyText(key: string, indent: string): string {
  const known = keys.get(key);
  if (known !== undefined) {
    return known;
  }
  if (isSurelyPlain(key) && key.length <= LONGEST_KEY) {
    remember(keys, key, key);
    return key;
  }
  return unusualKey(key, indent);
}

/** A key is quoted by other rules than a value, and at the top of a document by others than below. */
function unusualKey(key: string, indent: string): string {
  if (key.length > LONGEST_KEY || key === '__proto__') {
    throw UNKNOWN_PART;
  }
  const place = (indent === '' ? 'top ' : 'inner ') + key;
  const known = unusualKeys.get(place);
  if (known !== undefined) {
    return known;
  }
  const text =
    indent === ''
      ? Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length)
      : Yaml.stringify({ a: { [key]: 0 } }).slice('a:\n  '.length, -': 0\n'.length);
  if (text.startsWith('? ')) {
    throw UNKNOWN_PART;
  }
  remember(unusualKeys, place, text);
  return text;
}

function scalar(value: string | number | boolean | null | undefined, indent: string): string {
  switch (typeof value) {
    case 'string':
      return stringText(value, indent);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : libraryScalar(value, indent);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return 'null';
  }
}

function stringText(value: string, indent: string): string {
  const known = scalars.get(value);
  if (known !== undefined) {
    return known;
  }
  if (value.includes('\n')) {
    return blockText(value, indent);
  }
  // What stands on one line does not depend on where it stands.
  const text = isSurelyPlain(value) ? value : OCTAL.test(value) ? `"${value}"` : libraryScalar(value, indent);
  remember(scalars, value, text);
  return text;
}

/** A text of several lines: a template that all services have is the same at the same place. */
function blockText(value: string, indent: string): string {
  const place = indent + value;
  const known = blocks.get(place);
  if (known !== undefined) {
    return known;
  }
  const text = libraryScalar(value, indent);
  remember(blocks, place, text, BLOCK_LIMIT);
  return text;
}

function isSurelyPlain(value: string): boolean {
  return PRINTABLE_ASCII.test(value) && !HAS_INDICATOR.test(value) && !MAY_BE_TYPED.test(value);
}

/** What `yaml` writes for a scalar at this indentation. */
function libraryScalar(value: Json, indent: string): string {
  let document = value;
  let before = 0;
  for (let at = indent.length - STEP.length; at >= 0; at -= STEP.length) {
    document = { a: document };
    before += at + 'a:\n'.length;
  }
  return Yaml.stringify(document).slice(before, -1);
}

function remember(cache: Map<string, string>, value: string, text: string, limit = CACHE_LIMIT): void {
  if (cache.size >= limit) {
    cache.clear();
  }
  cache.set(value, text);
}
