import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    }
    for (const path of written) {
      renameSync(beside(path), path);
    }
  } catch (error) {
    for (const path of written) {
      rmSync(beside(path), { force: true });
    }
    throw new UsageError(`nothing was written: ${(error as Error).message}`);
  }
}

function beside(path: string): string {
  return `${path}.${process.pid}.tmp`;
}
