import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes to the standard output as fast as it is read. A reader that has enough, such as `head`, is no error. */
export async function write(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      throw error;
    }
  }
}
