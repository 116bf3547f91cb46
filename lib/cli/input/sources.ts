import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Something to read, and what to call it. */
export interface Source {
  /** Path as the user would write it; `-` is the standard input. */
  readonly name: string;
  /** Whether the user named it; what a folder holds beside manifests is passed over. */
  readonly isNamed: boolean;
  read(): AsyncIterable<string>;
}

const MANIFEST = /\.(ya?ml|json)$/;
const PASSED_OVER = new Set(['node_modules']);

/** Sources that arguments name, folders by name and depth first. What does not exist fails when it is read. */
export function sourcesOf(args: readonly string[]): Source[] {
  return args.flatMap((arg) => {
    if (arg === '-') {
      return [{ name: '-', isNamed: true, read: () => process.stdin.setEncoding('utf8') }];
    }
    return isFolder(arg) ? filesIn(arg).map((path) => file(path, false)) : [file(arg, true)];
  });
}

function file(name: string, isNamed: boolean): Source {
  return { name, isNamed, read: () => createReadStream(name, { encoding: 'utf8' }) };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
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
