import { crc32, deflateRawSync } from 'node:zlib';
import { u32 } from './samples';

export interface ZipMember {
  readonly name: string;
  readonly data: Buffer;
  readonly deflate?: boolean;
  /** Size that the directory claims. */
  readonly claimed?: number;
  /** Unix mode. */
  readonly mode?: number;
  /** Name in front of the data, where it is not the same. */
  readonly localName?: string;
}

const u16 = (value: number) => u32(value).subarray(0, 2);

export function zip(...members: ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, deflate = false, claimed = data.length, mode = 0o100644, localName = name } of members) {
    const packed = deflate ? deflateRawSync(data) : data;
    const common = (file: string) => [
      u16(deflate ? 8 : 0),
      u32(0),
      u32(crc32(data)),
      u32(packed.length),
      u32(claimed),
      u16(Buffer.byteLength(file)),
      u16(0),
    ];
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      u16(20),
      u16(0),
      ...common(localName),
      Buffer.from(localName),
      packed,
    ]);
    centrals.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        u16(0x0314),
        u16(20),
        u16(0),
        ...common(name),
        u16(0),
        u16(0),
        u16(0),
        u32(mode * 65536),
        u32(offset),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = u16(members.length);
  const end = Buffer.concat([
    Buffer.from('PK\x05\x06'),
    u32(0),
    count,
    count,
    u32(directory.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

export interface TarMember {
  readonly name: string;
  readonly data?: Buffer;
  readonly type?: string;
  /** What tells newer archives from older ones. */
  readonly mark?: string;
}

export function tar(...members: TarMember[]): Buffer {
  const blocks = members.flatMap(({ name, data = Buffer.alloc(0), type = '0', mark = 'ustar\x0000' }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write(mark, 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
