/** A file of an archive; a folder where the path ends with a slash; a symbolic link where it says to what. */
export interface TarEntry {
  readonly path: string;
  readonly content: Buffer;
  readonly link?: string;
}

const BLOCK = 512;

/** An archive in the format of POSIX.1-1988 (ustar), which every reader of images takes. All files are root's, and programs. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(({ path, content, link }) => blocksOf(path, content, link)), blocks(2)]);
}

function blocksOf(path: string, content: Buffer, link = ''): Buffer[] {
  const header = blocks(1);
  const write = (text: string, offset: number) => header.write(text, offset, 'latin1');
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  write(path, 0);
  write(octal(0o755, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(content.length, 11), 124);
  write(octal(0, 11), 136);
  write(' '.repeat(8), 148);
  write(path.endsWith('/') ? '5' : link ? '2' : '0', 156);
  write(link, 157);
  write('ustar\x0000', 257);
  write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\x00`,
    148,
  );
  const padding = blocks(1).subarray(0, (BLOCK - (content.length % BLOCK)) % BLOCK);
  return [header, content, padding];
}

function blocks(count: number): Buffer {
  return Buffer.alloc(count * BLOCK);
}
