import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { Chunks } from '../objects/documents/text-documents';

/** Something to read, and what to call it. */
export interface Source {
  /** Path as the user would write it; `-` is the standard input. */
  readonly name: string;
  /** Whether the user named it; what a folder holds beside manifests is passed over. */
  readonly isNamed: boolean;
  read(): Chunks;
}

/** Bytes that are read at once. */
const CHUNK = 65_536;
const MANIFEST = /\.(ya?ml|json)$/;
const PASSED_OVER = new Set(['node_modules']);

/** Sources that arguments name, folders by name and depth first. What does not exist fails when it is read. */
export function sourcesOf(args: readonly string[]): Source[] {
  return args.flatMap((arg) => {
    if (arg === '-') {
      return [{ name: '-', isNamed: true, read: () => process.stdin.setEncoding('utf8') }];
    }
    return isOfType(arg, 'isDirectory') ? filesIn(arg).map((path) => file(path, false)) : [file(arg, true)];
  });
}

function file(name: string, isNamed: boolean): Source {
  const read = () => (isOfType(name, 'isFile') ? chunksOf(name) : createReadStream(name, { encoding: 'utf8' }));
  return { name, isNamed, read };
}

/** Reads a file without giving way: of many small ones, a stream would take longer to wait than to read. */
function* chunksOf(path: string): Generator<string> {
  const descriptor = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      yield decoder.write(buffer.subarray(0, size));
    }
    yield decoder.end();
  } finally {
    closeSync(descriptor);
  }
}

function isOfType(path: string, type: 'isDirectory' | 'isFile'): boolean {
  return statSync(path, { throwIfNoEntry: false })?.[type]() ?? false;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return PASSED_OVER.has(entry.name) || entry.name.startsWith('.') ? [] : filesIn(path);
      }
      return MANIFEST.test(entry.name) ? [path] : [];
    });
}
