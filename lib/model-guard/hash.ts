import type * as crypto from 'node:crypto';
import type * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type * as threads from 'node:worker_threads';

/** Digest of a file, or why it could not be read. */
export type FileDigest = { readonly sha256: string } | { readonly error: string };

interface Answer {
  readonly path: string;
  readonly digest: FileDigest;
}

/** Beyond it, disks and networks are slower than processors. */
const MOST_WORKERS = 8;

/**
 * SHA-256 of files below a directory, several at a time. Memory does not grow with their size.
 *
 * @param directory directory of the model
 * @param paths paths within it
 */
export async function digestFiles(directory: string, paths: readonly string[]): Promise<Map<string, FileDigest>> {
  const digests = new Map<string, FileDigest>();
  const waiting = [...paths].reverse();
  const count = Math.min(paths.length, availableParallelism(), MOST_WORKERS);
  await Promise.all(Array.from({ length: count }, () => runWorker(directory, waiting, digests)));
  return digests;
}

/** Hands paths to one thread until none is left. */
async function runWorker(directory: string, waiting: string[], digests: Map<string, FileDigest>): Promise<void> {
  const source = `(${hashInThread})(require('node:worker_threads'), require('node:fs'), require('node:crypto'))`;
  const worker = new Worker(source, { eval: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        const path = waiting.pop();
        return path === undefined ? resolve() : worker.postMessage({ path, file: join(directory, path) });
      };
      worker.on('error', reject);
      worker.on('message', ({ path, digest }: Answer) => {
        digests.set(path, digest);
        next();
      });
      next();
    });
  } finally {
    await worker.terminate();
  }
}

/**
 * Runs as the text of a thread, which has nothing of this file; so it is handed what it uses. It holds no named function,
 * since bundlers wrap those in helpers that a thread does not have.
 */
function hashInThread({ parentPort }: typeof threads, files: typeof fs, { createHash }: typeof crypto): void {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  parentPort!.on('message', ({ path, file }: { path: string; file: string }) => {
    let descriptor: number | undefined;
    let digest: FileDigest;
    try {
      // A pipe that took the place of the file does not block, and is not read.
      descriptor = files.openSync(
        file,
        files.constants.O_RDONLY + files.constants.O_NOFOLLOW + files.constants.O_NONBLOCK,
      );
      const before = files.fstatSync(descriptor);
      if (!before.isFile()) {
        throw new Error('is no longer a plain file');
      }
      const hash = createHash('sha256');
      let size = 0;
      for (let count = 1; count > 0;) {
        count = files.readSync(descriptor, buffer, 0, buffer.length, null);
        hash.update(buffer.subarray(0, count));
        size += count;
      }
      const after = files.fstatSync(descriptor);
      if (size !== before.size || after.mtimeMs !== before.mtimeMs || after.size !== before.size) {
        throw new Error('changed while it was read');
      }
      digest = { sha256: hash.digest('hex') };
    } catch (error) {
      digest = { error: (error as Error).message };
    }
    if (descriptor !== undefined) {
      files.closeSync(descriptor);
    }
    parentPort!.postMessage({ path, digest });
  });
}
