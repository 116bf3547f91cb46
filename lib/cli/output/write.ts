import { once } from 'node:events';

/** Writes to the standard output as fast as it is read. A reader that has enough, such as `head`, is no error. */
export async function write(pieces: Iterable<string>): Promise<void> {
  let isClosed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
    isClosed = true;
  });
  for (const piece of pieces) {
    if (isClosed) {
      return;
    }
    if (!process.stdout.write(piece)) {
      await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => undefined);
    }
  }
}
