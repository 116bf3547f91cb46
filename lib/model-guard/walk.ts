import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileOnDisk, ModelFile, pathProblem } from './model-file';
import { Refusal } from './refusal';

/** What lies in a directory. */
export interface Listing {
  readonly files: ModelFile[];
  readonly refusals: Refusal[];
  /** Paths that could not be read, with the reason. */
  readonly unreadable: string[];
}

const MOST_FILES = 100_000;
const DEEPEST = 32;

/** Lists the plain files below a directory, in the order of their names, and refuses everything else that lies there. */
export function walk(directory: string): Listing {
  const listing: Listing = { files: [], refusals: [], unreadable: [] };
  visit(directory, '', listing, 0);
  return listing;
}

function visit(directory: string, prefix: string, listing: Listing, depth: number): void {
  if (depth > DEEPEST || listing.files.length > MOST_FILES) {
    refuse(listing, prefix, `directory is nested deeper than ${DEEPEST}, or the model has over ${MOST_FILES} files`);
    return;
  }
  for (const name of namesIn(directory, prefix, listing)) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const problem = pathProblem(path);
    if (problem) {
      refuse(listing, path, `name ${problem}`);
    } else {
      visitEntry(join(directory, name), path, listing, depth);
    }
  }
}

function visitEntry(absolute: string, path: string, listing: Listing, depth: number): void {
  const stats = attempt(path, listing, () => lstatSync(absolute));
  if (stats?.isDirectory()) {
    visit(absolute, path, listing, depth + 1);
  } else if (stats?.isFile()) {
    listing.files.push(fileOnDisk(path, absolute, stats.size));
  } else if (stats) {
    const what = stats.isSymbolicLink() ? 'symbolic link, which can be pointed elsewhere' : 'device, pipe or socket';
    listing.refusals.push({ rule: 'special-file', file: path, reason: what, fix: 'put the file itself there' });
  }
}

function namesIn(directory: string, prefix: string, listing: Listing): string[] {
  return (attempt(prefix, listing, () => readdirSync(directory)) ?? []).sort();
}

function attempt<T>(path: string, listing: Listing, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    listing.unreadable.push(`${path || '.'}: ${(error as Error).message}`);
    return undefined;
  }
}

function refuse(listing: Listing, file: string, reason: string): void {
  listing.refusals.push({ rule: 'outside-directory', file, reason, fix: 'rename or remove it' });
}
