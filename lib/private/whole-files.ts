import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes files, all of them or none: each is written beside its place first. */
export function writeAllOrNone(files: Readonly<Record<string, string>>): void {
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
    written.map(beside).forEach(remove);
    throw error;
  }
}

/** Writes one of many files of an output that is written anew each time: whole, or it is not there. */
export function writeWhole(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    remove(path);
    throw error;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // it could not be written, and so it is not there: its name is too long, or its folder is a file
  }
}

function beside(path: string): string {
  return `${path}.${process.pid}.tmp`;
}
