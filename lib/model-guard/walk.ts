import { lstatSync, readdirSync, readlinkSync, Stats } from 'node:fs';
import { join } from 'node:path';
import type { Format } from './formats/identify';
import { fileOnDisk, ModelFile, pathProblem } from './model-file';
import { Refusal } from './refusal';

/** What lies in a directory. */
export interface Listing {
  readonly files: ModelFile[];
  readonly refusals: Refusal[];
  /** Paths that could not be read, with the reason. */
  readonly unreadable: string[];
  /** Formats of files, by path, once they are inspected. */
  readonly formats: Map<string, Format>;
  /** What changes when a file does, by path; nothing for an archive or one file. */
  readonly stamps?: Map<string, string>;
  /** Paths that are no plain files, and are refused for that. */
  readonly skipped?: string[];
}

const MOST_FILES = 100_000;
const DEEPEST = 32;

export function emptyListing(): Listing {
  return { files: [], refusals: [], unreadable: [], formats: new Map() };
}

/** Lists the plain files below a directory, in the order of their names, and refuses everything else that lies there. */
export function walk(directory: string): Listing {
  const listing = { ...emptyListing(), stamps: new Map<string, string>(), skipped: [] };
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
    listing.stamps?.set(path, [stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join());
  } else if (stats) {
    listing.skipped?.push(path);
    listing.refusals.push({ rule: 'special-file', file: path, ...special(stats, absolute) });
  }
}

function special(stats: Stats, absolute: string): Pick<Refusal, 'reason' | 'fix'> {
  if (!stats.isSymbolicLink()) {
    return { reason: 'device, pipe or socket', fix: 'put the file itself there' };
  }
  const isCache = /(?:^|[/\\])snapshots[/\\][^/\\]+[/\\]/.test(absolute) || /(?:^|\/)blobs\//.test(linkOf(absolute));
  return {
    reason: `symbolic link, which can be pointed elsewhere${isCache ? '; the cache of Hugging Face holds nothing but links' : ''}`,
    fix: isCache
      ? 'fetch the files themselves: `hf download <model> --local-dir <directory>`'
      : 'put the file itself there',
  };
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** What was added, removed or changed since the files were listed. */
export function changesSince(directory: string, { stamps }: Listing): string[] {
  if (stamps === undefined) {
    return [];
  }
  const now = walk(directory).stamps!;
  return [...new Set([...stamps.keys(), ...now.keys()])].filter((path) => stamps.get(path) !== now.get(path));
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
  listing.skipped?.push(file);
  listing.refusals.push({ rule: 'outside-directory', file, reason, fix: 'rename or remove it' });
}
