import { ByteSource } from '../byte-source';
import { hasTags } from '../content/find-templates';
import { Cursor } from '../cursor';
import { decodeUtf8 } from '../json';
import { Malformed } from '../refusal';

/** A text that the file carries and a server may take for a chat template, by its key. */
export interface CarriedTemplate {
  readonly key: string;
  readonly text: string;
}

/** Hundreds of thousands of pieces of text, some of which are braces. */
const VOCABULARY = /^tokenizer\.ggml\.(?:tokens|merges|added_tokens)$/;
const MAGIC = Buffer.from('GGUF');
const STRING = 8;
const ARRAY = 9;
const BOOL = 7;
const UINT32 = 4;
/** Bytes of a metadata value by its type. Source: ggml, docs/gguf.md. */
const SCALAR_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  [BOOL]: 1,
  10: 8,
  11: 8,
  12: 8,
};
/** Elements and bytes of a block by tensor type. Source: gguf-py, `GGML_QUANT_SIZES`. */
const BLOCKS: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  9: [32, 40],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  15: [256, 292],
  16: [256, 66],
  17: [256, 74],
  18: [256, 98],
  19: [256, 50],
  20: [32, 18],
  21: [256, 110],
  22: [256, 82],
  23: [256, 136],
  24: [1, 1],
  25: [1, 2],
  26: [1, 4],
  27: [1, 8],
  28: [1, 8],
  29: [256, 56],
  30: [1, 2],
  34: [256, 54],
  35: [256, 66],
  39: [32, 17],
  40: [64, 36],
  41: [128, 18],
};
/** Source: ggml, docs/gguf.md for keys; `GGML_MAX_NAME` and `GGML_MAX_DIMS` in ggml.h for tensors. */
const LONGEST_KEY = 65535;
const LONGEST_NAME = 63;
const MOST_DIMENSIONS = 4;
const DEEPEST_ARRAY = 4;
const MOST_ENTRIES = 1_000_000;
/** Far more than any published one; without a limit, reading a hostile one would take for ever. */
const LONGEST_HEADER = 128 * 1024 * 1024;

export function looksLikeGguf(start: Buffer): boolean {
  return start.subarray(0, 4).equals(MAGIC);
}

/** Reads metadata and tensor table and holds them against the file; returns the templates it carries. */
export function checkGguf(source: ByteSource): CarriedTemplate[] {
  const { cursor, tensors, pairs } = openHeader(source);
  const metadata = readMetadata(cursor, pairs);
  const dataBytes = checkTensors(cursor, tensors, metadata.alignment);
  checkData(source.size - align(cursor.offset, metadata.alignment), dataBytes, metadata.alignment);
  return metadata.templates;
}

/** What a file says about itself: the texts under `general.`. */
export function ggufTexts(source: ByteSource): Record<string, string> {
  const { cursor, pairs } = openHeader(source);
  return Object.fromEntries(readMetadata(cursor, pairs).general);
}

function openHeader(source: ByteSource): { cursor: Cursor; tensors: number; pairs: number } {
  const cursor = new Cursor(source, 0, Math.min(source.size, LONGEST_HEADER));
  cursor.skip(MAGIC.length);
  const version = cursor.u32();
  if (version !== 2 && version !== 3) {
    throw new Malformed(`GGUF version ${version} is not 2 or 3, little-endian`);
  }
  const tensors = cursor.u64('number of tensors');
  const pairs = cursor.u64('number of metadata entries');
  if (tensors > MOST_ENTRIES || pairs > MOST_ENTRIES) {
    throw new Malformed(`${tensors} tensors and ${pairs} metadata entries are more than any model has`);
  }
  return { cursor, tensors, pairs };
}

interface Metadata {
  readonly alignment: number;
  readonly templates: CarriedTemplate[];
  readonly general: Map<string, string>;
}

function readMetadata(cursor: Cursor, count: number): Metadata {
  const keys = new Set<string>();
  const templates: CarriedTemplate[] = [];
  const general = new Map<string, string>();
  let alignment = 32;
  for (let i = 0; i < count; i++) {
    const key = readString(cursor, 'key', LONGEST_KEY);
    if (keys.size === keys.add(key).size) {
      throw new Malformed(`metadata key ${JSON.stringify(key)} is there twice`);
    }
    const type = cursor.u32();
    if (key === 'general.alignment') {
      alignment = readAlignment(cursor, type);
    } else if (VOCABULARY.test(key) && type === ARRAY) {
      skipValue(cursor, type, 0);
    } else {
      const found = textsOf(cursor, type, 0, key);
      found.filter(hasTags).forEach((text) => templates.push({ key, text }));
      if (key.startsWith('general.') && type === STRING) {
        general.set(key, found[0]);
      }
    }
  }
  return { alignment, templates, general };
}

function readAlignment(cursor: Cursor, type: number): number {
  const alignment = type === UINT32 ? cursor.u32() : 0;
  if (alignment === 0 || alignment > 2 ** 20 || !Number.isInteger(Math.log2(alignment))) {
    throw new Malformed(`general.alignment ${alignment} is not a power of two`);
  }
  return alignment;
}

/** Texts of a value, since llama.cpp takes a template from one key and servers may take it from another. */
function textsOf(cursor: Cursor, type: number, depth: number, key: string): string[] {
  if (type === STRING) {
    return [readString(cursor, key)];
  }
  if (type !== ARRAY) {
    skipValue(cursor, type, depth);
    return [];
  }
  const start = cursor.offset;
  const elements = cursor.u32();
  if (elements !== STRING && elements !== ARRAY) {
    cursor.offset = start;
    skipArray(cursor, depth);
    return [];
  }
  checkDepth(depth);
  const count = cursor.u64('length of an array');
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    texts.push(...textsOf(cursor, elements, depth + 1, key).filter(hasTags));
  }
  return texts;
}

function checkDepth(depth: number): void {
  if (depth >= DEEPEST_ARRAY) {
    throw new Malformed(`metadata arrays are nested more than ${DEEPEST_ARRAY} deep`);
  }
}

function skipValue(cursor: Cursor, type: number, depth: number): void {
  if (type === STRING) {
    cursor.skip(cursor.u64('length of a string'));
  } else if (type === ARRAY) {
    skipArray(cursor, depth);
  } else if (type === BOOL) {
    checkBool(cursor);
  } else {
    cursor.skip(scalarBytes(type));
  }
}

function skipArray(cursor: Cursor, depth: number): void {
  checkDepth(depth);
  const type = cursor.u32();
  const count = cursor.u64('length of an array');
  if (type === STRING || type === ARRAY) {
    for (let i = 0; i < count; i++) {
      skipValue(cursor, type, depth + 1);
    }
  } else {
    cursor.skip(scalarBytes(type) * count);
  }
}

function scalarBytes(type: number): number {
  const size = SCALAR_BYTES[type];
  if (size === undefined) {
    throw new Malformed(`metadata type ${type} is unknown`);
  }
  return size;
}

function checkBool(cursor: Cursor): void {
  const value = cursor.u8();
  if (value > 1) {
    throw new Malformed(`metadata bool is ${value}`);
  }
}

/** Bytes of data that the tensors need. */
function checkTensors(cursor: Cursor, count: number, alignment: number): number {
  const names = new Set<string>();
  let expected = 0;
  let lastEnd = 0;
  for (let i = 0; i < count; i++) {
    const name = readString(cursor, 'tensor name', LONGEST_NAME);
    if (names.size === names.add(name).size) {
      throw new Malformed(`tensor ${JSON.stringify(name)} is there twice`);
    }
    const bytes = readTensorBytes(cursor, name);
    const offset = cursor.u64(`offset of tensor ${JSON.stringify(name)}`);
    if (offset !== expected) {
      throw new Malformed(`tensor ${JSON.stringify(name)} is at ${offset}, but the one before it ends at ${expected}`);
    }
    lastEnd = offset + bytes;
    expected = align(lastEnd, alignment);
  }
  return lastEnd;
}

/** Writers may leave out the padding after the last tensor, or after the header if there are none. */
function checkData(size: number, bytes: number, alignment: number): void {
  if (size > align(bytes, alignment) || (size < bytes && bytes > 0)) {
    throw new Malformed(`tensors end at ${bytes} of their data, but the file holds ${size} bytes of it`);
  }
}

function readTensorBytes(cursor: Cursor, name: string): number {
  const fail = (what: string): never => {
    throw new Malformed(`tensor ${JSON.stringify(name)}: ${what}`);
  };
  const dimensions = cursor.u32();
  if (dimensions > MOST_DIMENSIONS) {
    return fail(`${dimensions} dimensions are more than ${MOST_DIMENSIONS}`);
  }
  const sizes = Array.from({ length: dimensions }, () => cursor.u64('a dimension'));
  const type = cursor.u32();
  const block = BLOCKS[type];
  if (block === undefined) {
    return fail(`type ${type} is unknown`);
  }
  const [blockElements, blockBytes] = block;
  if ((sizes[0] ?? 1) % blockElements !== 0) {
    return fail(`rows of ${sizes[0]} elements are not whole blocks of ${blockElements}`);
  }
  const elements = sizes.reduce((product, size) => product * BigInt(size), 1n);
  const bytes = (elements / BigInt(blockElements)) * BigInt(blockBytes);
  return bytes > BigInt(Number.MAX_SAFE_INTEGER) ? fail(`${bytes} bytes are more than any file has`) : Number(bytes);
}

function readString(cursor: Cursor, what: string, longest = 16 * 1024 * 1024): string {
  const length = cursor.u64(`length of a ${what}`);
  if (length > longest && length <= cursor.remaining) {
    throw new Malformed(`a ${what} of ${length} bytes is longer than ${longest}`);
  }
  return decodeUtf8(cursor.bytes(length));
}

function align(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
