import { ByteSource, head } from '../byte-source';
import { Malformed } from '../refusal';

const MAGIC = Buffer.from('\x93NUMPY', 'latin1');
const HEADER =
  /^\{'descr': '[<>|=]([biufc])(\d+)', 'fortran_order': (?:True|False), 'shape': \(((?:\d+,? ?)*)\), \} *\n$/;
const DESCR = /'descr': *(.*?),? *'fortran_order'/;

export function looksLikeNpy(start: Buffer): boolean {
  return start.subarray(0, MAGIC.length).equals(MAGIC);
}

/** Reads the header of an array file. Arrays of objects are pickles; so is anything that is not plain numbers. */
export function checkNpy(source: ByteSource): void {
  const start = head(source, 12);
  const version = start[6];
  const long = version >= 2;
  if (version < 1 || version > 3 || source.size < 12) {
    throw new Malformed(`NumPy format version ${version} is unknown`);
  }
  const headerStart = long ? 12 : 10;
  const length = long ? start.readUInt32LE(8) : start.readUInt16LE(8);
  const text = source.read(headerStart, Math.min(length, 64 * 1024)).toString('latin1');
  const match = HEADER.exec(text);
  if (!match) {
    refuseHeader(text);
  }
  const [, , itemBytes, shape] = match!;
  const sizes = shape.split(',').filter((size) => size.trim() !== '');
  const expected = sizes.reduce((product, size) => product * Number(size), Number(itemBytes));
  const actual = source.size - headerStart - length;
  if (expected !== actual) {
    throw new Malformed(`array needs ${expected} bytes, but the file holds ${actual} after its header`);
  }
}

function refuseHeader(text: string): never {
  const descr = DESCR.exec(text)?.[1] ?? '';
  if (/O/.test(descr)) {
    throw new Malformed(
      `array of Python objects (descr ${descr}) is a pickle`,
      'pickle',
      'save the array with a numeric dtype, or its values as safetensors',
    );
  }
  throw new Malformed('NumPy header is not that of an array of plain numbers');
}
