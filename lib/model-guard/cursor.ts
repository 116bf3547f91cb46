import { ByteSource } from './byte-source';
import { Malformed } from './refusal';

const WINDOW = 64 * 1024;

/** Reads little-endian values one after the other, through a window, so that small reads are cheap. */
export class Cursor {
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;

  public constructor(
    private readonly source: ByteSource,
    public offset = 0,
    public readonly end = source.size,
  ) {}

  public get remaining(): number {
    return this.end - this.offset;
  }

  public u8(): number {
    return this.bytes(1)[0];
  }

  public u16(): number {
    return this.bytes(2).readUInt16LE();
  }

  public u32(): number {
    return this.bytes(4).readUInt32LE();
  }

  /** A 64-bit number. Those that a number cannot hold exactly are larger than any file. */
  public u64(what: string): number {
    const value = this.bytes(8).readBigUInt64LE();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new Malformed(`${what} is ${value}, which is out of bounds`);
    }
    return Number(value);
  }

  public bytes(length: number): Buffer {
    this.need(length);
    const start = this.offset - this.windowStart;
    if (start < 0 || start + length > this.window.length) {
      this.window = this.source.read(this.offset, Math.min(Math.max(length, WINDOW), this.remaining));
      this.windowStart = this.offset;
    }
    const from = this.offset - this.windowStart;
    this.offset += length;
    return this.window.subarray(from, from + length);
  }

  public skip(length: number): void {
    this.need(length);
    this.offset += length;
  }

  private need(length: number): void {
    if (length > this.remaining) {
      throw new Malformed(`file ends at ${this.end}, but ${length} bytes are announced at ${this.offset}`);
    }
  }
}
