import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Malformed } from './refusal';

/** Bytes that can be read anywhere, without holding them in memory. */
export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes. */
  read(offset: number, length: number): Buffer;
}

/** A file, which must be a plain one when it is opened. */
export class FileSource implements ByteSource {
  public readonly size: number;
  private readonly descriptor: number;

  public constructor(path: string) {
    // A link put in place after the directory was listed is not followed, and a pipe does not block.
    this.descriptor = openSync(path, constants.O_RDONLY + constants.O_NOFOLLOW + constants.O_NONBLOCK);
    const stats = fstatSync(this.descriptor);
    if (!stats.isFile()) {
      closeSync(this.descriptor);
      throw new Malformed('is not a plain file', 'special-file', 'put the file itself there');
    }
    this.size = stats.size;
  }

  public read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.descriptor, bytes, done, length - done, offset + done);
      if (count === 0) {
        throw new Malformed(`file shrank to ${offset + done} bytes while it was read`);
      }
      done += count;
    }
    return bytes;
  }

  public close(): void {
    closeSync(this.descriptor);
  }
}

/** Bytes in memory. */
export class BufferSource implements ByteSource {
  public readonly size: number;

  public constructor(private readonly bytes: Buffer) {
    this.size = bytes.length;
  }

  public read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    return this.bytes.subarray(offset, offset + length);
  }
}

const WINDOW = 64 * 1024;

/** Keeps what lies around the last small read, since readers ask for a few bytes at a time, and a system call is slow. */
export class BufferedSource implements ByteSource {
  public readonly size: number;
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  public constructor(private readonly whole: ByteSource) {
    this.size = whole.size;
  }

  public read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    if (length >= WINDOW) {
      return this.whole.read(offset, length);
    }
    if (offset < this.start || offset + length > this.start + this.window.length) {
      this.window = this.whole.read(offset, Math.min(WINDOW, this.size - offset));
      this.start = offset;
    }
    return this.window.subarray(offset - this.start, offset - this.start + length);
  }
}

/** A part of another source. */
export class SliceSource implements ByteSource {
  public constructor(
    private readonly whole: ByteSource,
    private readonly start: number,
    public readonly size: number,
  ) {
    checkRange(whole, start, size);
  }

  public read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    return this.whole.read(this.start + offset, length);
  }
}

/** The first bytes, fewer if there are not so many. */
export function head(source: ByteSource, length: number): Buffer {
  return source.read(0, Math.min(length, source.size));
}

/** Consecutive pieces of a source. */
export function* chunks(source: ByteSource, size = 1024 * 1024): Generator<Buffer> {
  for (let offset = 0; offset < source.size; offset += size) {
    yield source.read(offset, Math.min(size, source.size - offset));
  }
}

function checkRange(source: ByteSource, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= source.size)) {
    throw new Malformed(`${length} bytes at ${offset} are beyond the end, which is at ${source.size}`);
  }
}
