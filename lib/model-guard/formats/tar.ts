import { ByteSource, chunks, SliceSource } from '../byte-source';
import { fileWithin, ModelFile, PathSet, pathProblem } from '../model-file';
import { Malformed } from '../refusal';

/** Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format". */
const BLOCK = 512;
const CHECKSUM_AT = 148;
const FILES = ['0', '\0', '7'];
const DIRECTORY = '5';
const LONG_NAME = 'L';
const PAX = 'x';
const PAX_GLOBAL = 'g';
/** Records that say who made a file and when; others change its name, its kind or its bytes. */
const DESCRIBES = /^(?:[amc]time|[ug]id|[ug]name|comment|(?:LIBARCHIVE|SCHILY)\.[\w.]+)$/;
const LONGEST_HEADER_DATA = 1024 * 1024;
const MOST_ENTRIES = 100_000;

/** Whether the first block has the sum that every tar header carries; not all carry `ustar`. */
export function looksLikeTar(start: Buffer): boolean {
  return start.length >= BLOCK && start[0] !== 0 && isHeader(start.subarray(0, BLOCK));
}

/** The files of an archive, which must be plain ones. */
export function readTar(source: ByteSource): ModelFile[] {
  const files: ModelFile[] = [];
  const paths = new PathSet();
  let offset = 0;
  let extended: { path?: string; size?: number } = {};
  while (offset < source.size) {
    const header = source.read(offset, BLOCK);
    if (header.every((byte) => byte === 0)) {
      checkEnd(new SliceSource(source, offset, source.size - offset));
      break;
    }
    if (!isHeader(header)) {
      throw new Malformed(`tar header at ${offset} has a wrong checksum`, 'archive');
    }
    const type = String.fromCharCode(header[156]);
    const size = extended.size ?? octal(header, 124, 12);
    const data = new SliceSource(source, offset + BLOCK, size);
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === LONG_NAME || type === PAX) {
      extended = { ...extended, ...readExtension(type, data) };
    } else if (type === PAX_GLOBAL) {
      checkGlobal(readRecords(data));
    } else {
      const path = (extended.path ?? nameOf(header)).replace(/^\.\//, '');
      addMember(files, paths, type, path, data);
      extended = {};
    }
  }
  return files;
}

function addMember(files: ModelFile[], paths: PathSet, type: string, path: string, source: ByteSource): void {
  const problem = path === '' && type === DIRECTORY ? undefined : pathProblem(path);
  if (problem) {
    throw new Malformed(`entry ${JSON.stringify(path)} ${problem}`, 'outside-directory');
  }
  if (type === DIRECTORY) {
    paths.add(path.replace(/\/$/, ''), true);
    return;
  }
  if (path.endsWith('/')) {
    throw new Malformed(`entry ${JSON.stringify(path)} is a file by its type, and a directory by its name`, 'archive');
  }
  if (!FILES.includes(type)) {
    throw new Malformed(`entry ${JSON.stringify(path)} is a link, a device or of unknown type`, 'special-file');
  }
  if (files.length === MOST_ENTRIES) {
    throw new Malformed(`archive has more than ${MOST_ENTRIES} entries`, 'archive');
  }
  paths.add(path, false);
  files.push(fileWithin(path, source));
}

function isHeader(header: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) {
    sum += i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? 0x20 : header[i];
  }
  const text = header.toString('latin1', CHECKSUM_AT, CHECKSUM_AT + 8);
  return /^ *[0-7]+[\0 ]*$/.test(text) && parseInt(text, 8) === sum;
}

function nameOf(header: Buffer): string {
  const name = textAt(header, 0, 100);
  const prefix = header.toString('latin1', 257, 262) === 'ustar' ? textAt(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function readExtension(type: string, data: ByteSource): { path?: string; size?: number } {
  if (type === LONG_NAME) {
    const bytes = readBounded(data);
    return { path: textAt(bytes, 0, bytes.length) };
  }
  const { path, size, ...others } = readRecords(data);
  const strange = Object.keys(others).find((key) => !DESCRIBES.test(key));
  if (strange) {
    throw new Malformed(`tar header has ${strange}: what unpacks it makes another file of it`, 'archive');
  }
  return { ...(path === undefined ? {} : { path }), ...(size === undefined ? {} : { size: Number(size) }) };
}

/** Records say how long they are, so that a value can hold what looks like another. */
function readRecords(data: ByteSource): Record<string, string | undefined> {
  const bytes = readBounded(data);
  const records: Record<string, string> = {};
  for (let at = 0; at < bytes.length;) {
    const length = Number(/^\d+(?= )/.exec(bytes.toString('latin1', at, at + 20))?.[0] ?? 0);
    const record = bytes.subarray(at, at + length).toString();
    const [, key, value] = /^\d+ ([^=]+)=([^]*)\n$/.exec(record) ?? [];
    if (key === undefined || at + length > bytes.length) {
      throw new Malformed(`tar header has a record at ${at} that is none`, 'archive');
    }
    records[key] = value;
    at += length;
  }
  return records;
}

function readBounded(data: ByteSource): Buffer {
  if (data.size > LONGEST_HEADER_DATA) {
    throw new Malformed(`tar header of ${data.size} bytes is out of bounds`, 'archive');
  }
  return data.read(0, data.size);
}

/** Comments of git are fine; a name or size for all files is not. */
function checkGlobal(records: Record<string, unknown>): void {
  const strange = Object.keys(records).find((key) => key !== 'comment');
  if (strange) {
    throw new Malformed(`tar header has ${strange} for all files`, 'archive');
  }
}

/** Some readers go on after the first empty block. */
function checkEnd(rest: ByteSource): void {
  for (const chunk of chunks(rest)) {
    if (chunk.some((byte) => byte !== 0)) {
      throw new Malformed('tar archive goes on after its end', 'archive');
    }
  }
}

function textAt(bytes: Buffer, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString();
}

/** Numbers are octal text, or binary if their first bit is set. */
function octal(bytes: Buffer, start: number, length: number): number {
  if (bytes[start] === 0x80) {
    return Number(bytes.readBigUInt64BE(start + length - 8));
  }
  const digits = textAt(bytes, start, length).trim();
  if (!/^[0-7]*$/.test(digits)) {
    throw new Malformed(`tar size ${JSON.stringify(digits)} is not a number`, 'archive');
  }
  return parseInt(digits || '0', 8);
}
