import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UsageError } from '../../scan/request';

/**
 * Writes to the standard output as fast as it is read. A reader that has enough, such as `head`, is no error.
 *
 * @throws UsageError if nothing more can be written, as on a full disk: what is there is no report
 */
export async function write(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      throw new UsageError(`the output could not be written, and is not whole: ${(error as Error).message}`);
    }
  }
}
