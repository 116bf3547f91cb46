import { constants, inflateSync } from 'node:zlib';
import { ByteSource } from '../byte-source';
import { Objection, RefusalRule } from '../refusal';

interface Magic {
  readonly name: string;
  readonly bytes: string;
  readonly at?: number;
}

const HDF5 = '894844460d0a1a0a';
const REFUSED: [rule: RefusalRule, fix: string, magics: Magic[]][] = [
  [
    'archive',
    'unpack it, check what it holds, and ship the files themselves',
    [
      { name: '7-Zip archive', bytes: '377abcaf271c' },
      { name: 'gzip file', bytes: '1f8b08' },
      { name: 'bzip2 file', bytes: '314159265359', at: 4 },
      { name: 'xz file', bytes: 'fd377a585a00' },
      { name: 'Zstandard file', bytes: '28b52ffd' },
      { name: 'LZ4 file', bytes: '04224d18' },
      { name: 'RAR archive', bytes: '526172211a07' },
      { name: 'cabinet archive', bytes: '4d534346' },
      { name: 'cpio archive', bytes: '303730373031' },
      { name: 'ar archive', bytes: '213c617263683e0a' },
      { name: 'SquashFS image', bytes: '68737173' },
    ],
  ],
  [
    'executable',
    'remove it: an engine brings its own programs and libraries',
    [
      { name: 'ELF program or library', bytes: '7f454c46' },
      { name: 'Windows program or library', bytes: '4d5a90' },
      { name: 'Mach-O program or library', bytes: 'cffaedfe' },
      { name: 'Mach-O program or library', bytes: 'cefaedfe' },
      { name: 'Java class or universal program', bytes: 'cafebabe' },
      { name: 'WebAssembly module', bytes: '0061736d' },
    ],
  ],
  [
    'unknown-format',
    'convert the weights to safetensors or ONNX: layers of this format may carry code, such as a Keras Lambda',
    [{ name: 'HDF5 file', bytes: HDF5 }],
  ],
];

/** Formats that are refused wherever they are, told by their first bytes, or where their readers look for these. */
export function refusedMagic(start: Buffer, source: ByteSource): Objection | undefined {
  for (const [rule, fix, magics] of REFUSED) {
    const found = magics.find((magic) => matches(start, magic) || (magic.bytes === HDF5 && isHdf5(source)));
    if (found) {
      return { rule, reason: found.name, fix };
    }
  }
  return undefined;
}

/** The signature is at 0, or at 512 or twice that as often as one likes. Source: HDF5 File Format Specification, II.A. */
function isHdf5(source: ByteSource): boolean {
  for (let at = 512; at + 8 <= source.size; at *= 2) {
    if (source.read(at, 8).toString('hex') === HDF5) {
      return true;
    }
  }
  return false;
}

/** What joblib unpacks by its first bytes, which are too few to tell the format from weights by them alone. */
export function packedStream(start: Buffer): Objection | undefined {
  const isLzma = start.subarray(0, 3).toString('hex') === '5d0000';
  const isZlib = start.length > 2 && start[0] % 16 === 8 && start.readUInt16BE(0) % 31 === 0 && inflates(start);
  const name = isLzma ? 'LZMA' : isZlib ? 'zlib' : undefined;
  return name === undefined
    ? undefined
    : {
        rule: 'archive',
        reason: `${name} stream`,
        fix: 'unpack it, check what it holds, and ship the files themselves',
      };
}

function inflates(start: Buffer): boolean {
  try {
    return inflateSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 2 ** 24 }).length > 0;
  } catch {
    return false;
  }
}

/** Bytes of a file that are enough for every magic. */
export const MAGIC_BYTES = 4096;

function matches(start: Buffer, { bytes, at = 0 }: Magic): boolean {
  const expected = Buffer.from(bytes, 'hex');
  return start.subarray(at, at + expected.length).equals(expected);
}
