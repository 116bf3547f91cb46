import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from './request';
import { LockedImages, parseLockFile } from '../images/lock-file';

/**
 * Images of a lock file; none where there is no file yet.
 *
 * @throws UsageError if it cannot be read
 * @throws InputError if it is no lock file
 */
export function lockedImages(file: string): LockedImages {
  return existsSync(file) ? parseLockFile(file, read(file)) : {};
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
