import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../scan/request';

/**
 * Writes files, all of them or none: each is written beside its place first.
 *
 * @throws UsageError if one cannot be written
 */
export function writeFiles(files: Readonly<Record<string, string>>): void {
  const written: string[] = [];
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      written.push(path);
      writeFileSync(beside(path), text);
      const earlier = statSync(path, { throwIfNoEntry: false });
      if (earlier) {
        chmodSync(beside(path), earlier.mode);
      }
    }
    for (const path of written) {
      renameSync(beside(path), path);
    }
  } catch (error) {
    written.forEach(removeBeside);
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
}

function removeBeside(path: string): void {
  try {
    rmSync(beside(path), { force: true });
  } catch {
    // it could not be written, and so it is not there: its name is too long, or its folder is a file
  }
}

function beside(path: string): string {
  return `${path}.${process.pid}.tmp`;
}
