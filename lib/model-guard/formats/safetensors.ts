import { ByteSource } from '../byte-source';
import { decodeUtf8, parseJson } from '../json';
import { Malformed } from '../refusal';

/** Limit of the format. Source: huggingface/safetensors, README, "Format". */
const LONGEST_HEADER = 100_000_000;

/** Bits of an element. Source: huggingface/safetensors, `Dtype`. */
const DTYPE_BITS: Readonly<Record<string, number>> = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
};

interface Extent {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** Whether the bytes begin like a safetensors file: a length, then the header's brace. */
export function looksLikeSafetensors(start: Buffer): boolean {
  return start.length >= 9 && start[8] === 0x7b && start.readUInt32LE(4) === 0;
}

/** Reads the header and holds it against the file. Tensors must cover the rest of the file, each byte once. */
export function checkSafetensors(source: ByteSource): void {
  const length = Number(source.read(0, 8).readBigUInt64LE());
  if (length < 2 || length > LONGEST_HEADER || length + 8 > source.size) {
    throw new Malformed(`header of ${length} bytes is out of bounds; the file has ${source.size} bytes`);
  }
  const header = parseJson(decodeUtf8(source.read(8, length)), { numbers: 'whole' }) as Record<string, unknown>;
  const extents = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => readTensor(name, entry));
  checkMetadata(header.__metadata__);
  checkCoverage(extents, source.size - 8 - length);
}

function checkMetadata(metadata: unknown): void {
  if (metadata !== undefined && !(isObject(metadata) && Object.values(metadata).every((v) => typeof v === 'string'))) {
    throw new Malformed('__metadata__ is not an object of strings');
  }
}

function readTensor(name: string, entry: unknown): Extent {
  const fail = (what: string): never => {
    throw new Malformed(`tensor ${JSON.stringify(name)}: ${what}`);
  };
  if (!isObject(entry) || Object.keys(entry).sort().join() !== 'data_offsets,dtype,shape') {
    return fail('does not have exactly dtype, shape and data_offsets');
  }
  const { dtype, shape, data_offsets: offsets } = entry;
  const bits = typeof dtype === 'string' && Object.hasOwn(DTYPE_BITS, dtype) ? DTYPE_BITS[dtype] : undefined;
  if (bits === undefined) {
    return fail(`dtype ${JSON.stringify(dtype)} is unknown`);
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    return fail('shape or data_offsets are not whole numbers');
  }
  const [begin, end] = offsets;
  if (end < begin || bitsOf(shape, bits) !== BigInt(end - begin) * 8n) {
    return fail(`${dtype} [${shape.join(', ')}] does not fill bytes ${begin} to ${end}`);
  }
  return { name, begin, end };
}

/** Undefined when it is more than an address space, so that a long shape cannot make a number that takes for ever. */
function bitsOf(shape: number[], bits: number): bigint | undefined {
  let product = BigInt(bits);
  for (const size of shape) {
    product *= BigInt(size);
    if (product > 2n ** 64n) {
      return undefined;
    }
  }
  return product;
}

function checkCoverage(extents: Extent[], size: number): void {
  let covered = 0;
  for (const { name, begin, end } of extents.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      const what = begin < covered ? 'overlaps the one before' : 'leaves a gap before it';
      throw new Malformed(`tensor ${JSON.stringify(name)} at ${begin} ${what}, which ends at ${covered}`);
    }
    covered = end;
  }
  if (covered !== size) {
    throw new Malformed(`tensors cover ${covered} bytes, but the file holds ${size} after its header`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size));
}
