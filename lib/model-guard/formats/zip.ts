import { inflateRawSync } from 'node:zlib';
import { BufferSource, ByteSource, SliceSource } from '../byte-source';
import { Cursor } from '../cursor';
import { fileWithin, ModelFile, PathSet, pathProblem } from '../model-file';
import { Malformed } from '../refusal';

/** Source: PKWARE, APPNOTE.TXT, 4.3. */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65535;
const ZIP64_EXTRA = 1;
/** Another name of the entry, which only some unpackers read. */
const UNICODE_PATH = 0x7075;
const LONGEST_DESCRIPTOR = 24;
const STORED = 0;
const DEFLATED = 8;

/** Text packs to a tenth. What packs to less than a hundredth is made to fill a disk. */
const HIGHEST_RATIO = 100;
const SMALL = 1024 * 1024;
/** Weights do not pack, so whoever packs them gains nothing; everything else is small. */
const MOST_INFLATED = 256 * 1024 * 1024;
const MOST_ENTRIES = 100_000;

interface Directory {
  readonly entries: number;
  readonly offset: number;
  readonly size: number;
  /** Where the records begin that end the archive. */
  readonly end: number;
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly local: number;
}

/** Whether readers that look for a zip archive would find one: at the start, or, as most do, from the end. */
export function looksLikeZip(start: Buffer, source: ByteSource): boolean {
  const signature = start.length >= 4 ? start.readUInt32LE() : 0;
  return signature === LOCAL || signature === END || findEnd(source) !== undefined;
}

/** The files of an archive. Refuses what unpackers read differently, and what unpacks to far more than it is. */
export function readZip(source: ByteSource): ModelFile[] {
  const end = findEnd(source);
  if (end === undefined) {
    throw new Malformed('zip archive has no directory at its end', 'archive');
  }
  const comment = new Cursor(source, end + END_BYTES - 2).u16();
  if (end + END_BYTES + comment !== source.size) {
    throw new Malformed('zip archive goes on behind its end', 'archive');
  }
  const directory = readDirectory(source, end);
  const entries = readEntries(source, directory);
  checkOverlap(source, entries, directory);
  checkPacking(entries);
  return entries.filter(({ path }) => !path.endsWith('/')).map((entry) => memberOf(source, entry));
}

function findEnd(source: ByteSource): number | undefined {
  const length = Math.min(source.size, END_BYTES + LONGEST_COMMENT);
  const tail = source.read(source.size - length, length);
  for (let at = length - END_BYTES; at >= 0; at--) {
    at = tail.lastIndexOf('PK\x05\x06', at, 'latin1');
    if (at < 0) {
      return undefined;
    }
    const end = source.size - length + at;
    if (hasDirectory(source, end, tail.readUInt32LE(at + 12))) {
      return end;
    }
  }
  return undefined;
}

/** Weights may hold the signature by chance, but not where it would lead to a directory. */
function hasDirectory(source: ByteSource, end: number, size: number): boolean {
  const startsWith = (at: number, signature: number) => at >= 0 && source.read(at, 4).readUInt32LE() === signature;
  return size === 0 || startsWith(end - size, CENTRAL) || startsWith(end - 20, LOCATOR64);
}

function readDirectory(source: ByteSource, end: number): Directory {
  const cursor = new Cursor(source, end + 10);
  const [entries, size, offset] = [cursor.u16(), cursor.u32(), cursor.u32()];
  const locator = end - 20;
  if (locator < 0 || source.read(locator, 4).readUInt32LE() !== LOCATOR64) {
    return { entries, offset, size, end };
  }
  const end64 = new Cursor(source, locator + 8).u64('offset of the zip64 directory');
  const record = new Cursor(source, end64);
  if (record.u32() !== END64) {
    throw new Malformed('zip64 directory is not where it should be', 'archive');
  }
  record.skip(28);
  return {
    entries: record.u64('number of entries'),
    size: record.u64('size of the directory'),
    offset: record.u64('offset of the directory'),
    end: end64,
  };
}

function readEntries(source: ByteSource, { entries, offset, size, end }: Directory): Entry[] {
  if (entries > MOST_ENTRIES || offset + size !== end) {
    throw new Malformed('zip directory does not end where the archive says', 'archive');
  }
  const cursor = new Cursor(source, offset, offset + size);
  const paths = new PathSet();
  return Array.from({ length: entries }, () => {
    const entry = readEntry(cursor);
    const problem = pathProblem(entry.path);
    if (problem) {
      throw new Malformed(`entry ${JSON.stringify(entry.path)} ${problem}`, 'outside-directory');
    }
    paths.add(entry.path.replace(/\/$/, ''), entry.path.endsWith('/'));
    checkRatio(entry);
    return entry;
  });
}

function readEntry(cursor: Cursor): Entry {
  if (cursor.u32() !== CENTRAL) {
    throw new Malformed('zip directory holds something else than entries', 'archive');
  }
  const fixed = Buffer.from(cursor.bytes(42));
  const path = cursor.bytes(fixed.readUInt16LE(24)).toString();
  const extra = Buffer.from(cursor.bytes(fixed.readUInt16LE(26)));
  cursor.skip(fixed.readUInt16LE(28));
  const flags = fixed.readUInt16LE(4);
  const type = Math.floor(fixed.readUInt32LE(34) / 2 ** 28);
  if (fieldOf(extra, UNICODE_PATH).length > 0) {
    throw new Malformed(`entry ${JSON.stringify(path)} has a second name`, 'archive');
  }
  if (flags % 2 === 1 || ![0, 4, 8].includes(type)) {
    throw new Malformed(`entry ${JSON.stringify(path)} is encrypted, a link or a device`, 'archive');
  }
  const [unpacked, packed, local] = widen(extra, [
    fixed.readUInt32LE(20),
    fixed.readUInt32LE(16),
    fixed.readUInt32LE(38),
  ]);
  if (path.endsWith('/') && packed > 0) {
    throw new Malformed(`entry ${JSON.stringify(path)} is a directory by its name, and has bytes`, 'archive');
  }
  return { path, method: fixed.readUInt16LE(6), crc: fixed.readUInt32LE(12), packed, unpacked, local };
}

/** Values of 2^32 - 1 stand in the zip64 field instead, in this order. */
function widen(extra: Buffer, values: number[]): number[] {
  const cursor = new Cursor(new BufferSource(fieldOf(extra, ZIP64_EXTRA)));
  return values.map((value) => (value === 0xffffffff ? cursor.u64('zip64 value') : value));
}

function fieldOf(extra: Buffer, wanted: number): Buffer {
  const cursor = new Cursor(new BufferSource(extra));
  while (cursor.remaining >= 4) {
    const id = cursor.u16();
    const field = cursor.bytes(cursor.u16());
    if (id === wanted) {
      return field;
    }
  }
  return Buffer.alloc(0);
}

function checkRatio({ path, packed, unpacked }: Entry): void {
  if (unpacked > SMALL && unpacked > packed * HIGHEST_RATIO) {
    throw new Malformed(`entry ${JSON.stringify(path)} unpacks from ${packed} to ${unpacked} bytes`, 'archive-bomb');
  }
}

/**
 * Entries that share bytes unpack to far more than the archive has. Between them are descriptors at most: who reads an
 * archive from its start would find entries there that the directory does not have.
 */
function checkOverlap(source: ByteSource, entries: Entry[], directory: Directory): void {
  let covered = 0;
  for (const entry of [...entries].sort((a, b) => a.local - b.local)) {
    if (entry.local < covered) {
      throw new Malformed(`entry ${JSON.stringify(entry.path)} overlaps another`, 'archive-bomb');
    }
    checkGap(covered, entry.local);
    covered = dataOffset(source, entry) + entry.packed;
  }
  checkGap(covered, directory.offset);
  if (covered > directory.offset) {
    throw new Malformed('entries of the archive overlap its directory', 'archive-bomb');
  }
}

function checkGap(from: number, to: number): void {
  if (to - from > LONGEST_DESCRIPTOR) {
    throw new Malformed(`${to - from} bytes at ${from} belong to no entry`, 'archive');
  }
}

function dataOffset(source: ByteSource, { path, method, crc, packed, unpacked, local }: Entry): number {
  const header = source.read(local, 30);
  const isLater = Math.floor(header.readUInt16LE(6) / 8) % 2 === 1;
  const agrees = (at: number, value: number) => isLater || [value, 0xffffffff].includes(header.readUInt32LE(at));
  if (header.readUInt16LE(8) !== method || !agrees(14, crc) || !agrees(18, packed) || !agrees(22, unpacked)) {
    throw new Malformed(`entry ${JSON.stringify(path)} is described differently at its data`, 'archive');
  }
  const name = source.read(local + 30, header.readUInt16LE(26)).toString();
  if (header.readUInt32LE() !== LOCAL || name !== path) {
    throw new Malformed(`entry ${JSON.stringify(path)} has another name at its data`, 'archive');
  }
  return local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function checkPacking(entries: Entry[]): void {
  for (const { path, method, packed, unpacked } of entries) {
    if (method !== DEFLATED && !(method === STORED && packed === unpacked)) {
      throw new Malformed(`entry ${JSON.stringify(path)} is packed by method ${method}`, 'archive');
    }
  }
  const inflated = entries.filter(({ method }) => method === DEFLATED).reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (inflated > MOST_INFLATED) {
    throw new Malformed(`archive unpacks to ${inflated} bytes; store its files without packing them`, 'archive');
  }
}

function memberOf(source: ByteSource, entry: Entry): ModelFile {
  const { path, method, packed, unpacked } = entry;
  const data = new SliceSource(source, dataOffset(source, entry), packed);
  if (method === STORED) {
    return fileWithin(path, data);
  }
  return fileWithin(path, new BufferSource(inflate(path, data.read(0, packed), unpacked)));
}

function inflate(path: string, packed: Buffer, unpacked: number): Buffer {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: unpacked + 1 });
    if (bytes.length === unpacked) {
      return bytes;
    }
  } catch {
    // the same refusal as for bytes of another length
  }
  throw new Malformed(`entry ${JSON.stringify(path)} does not unpack to its ${unpacked} bytes`, 'archive-bomb');
}
