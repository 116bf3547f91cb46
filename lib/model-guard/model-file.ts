import { BufferedSource, ByteSource, FileSource } from './byte-source';
import { Malformed } from './refusal';

/** A file of a model, wherever its bytes lie. */
export interface ModelFile {
  /** Path within the model, with slashes. */
  readonly path: string;
  readonly size: number;
  /** Hands over the bytes for as long as `use` runs. */
  open<T>(use: (source: ByteSource) => T): T;
}

/** A file on disk. */
export function fileOnDisk(path: string, absolute: string, size: number): ModelFile {
  return {
    path,
    size,
    open: (use) => {
      const source = new FileSource(absolute);
      try {
        return use(new BufferedSource(source));
      } finally {
        source.close();
      }
    },
  };
}

/** A file within an archive. */
export function fileWithin(path: string, source: ByteSource): ModelFile {
  return { path, size: source.size, open: (use) => use(source) };
}

/** Why a path must not be followed, or nothing if it stays below where it starts on every system. */
export function pathProblem(path: string): string | undefined {
  const parts = path.split('/');
  if (path === '' || path.startsWith('/') || /^[A-Za-z]:/.test(path)) {
    return 'is not a relative path';
  }
  if (parts.includes('..')) {
    return 'leaves the directory';
  }
  return /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/u.test(path)
    ? 'holds a backslash, a control character, one that is not seen, or no UTF-8'
    : undefined;
}

/** Paths in an archive, none of which is another one to some unpacker. */
export class PathSet {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  /** Throws `Malformed` for a path that is there already, in other letters or as another kind of thing. */
  public add(path: string, isFolder: boolean): void {
    const parts = path.split('/');
    const key = path.normalize('NFKC').toLowerCase();
    const above = parts.slice(0, -1).map((_, at) =>
      key
        .split('/')
        .slice(0, at + 1)
        .join('/'),
    );
    const isTaken =
      this.files.has(key) || (!isFolder && this.folders.has(key)) || above.some((each) => this.files.has(each));
    if (isTaken || parts.includes('') || parts.includes('.')) {
      throw new Malformed(`entry ${JSON.stringify(path)} is there twice, or could be taken for another`, 'archive');
    }
    (isFolder ? this.folders : this.files).add(key);
    above.forEach((each) => this.folders.add(each));
  }
}

/** A path written in a file, as seen from the model; undefined if it leaves it. */
export function resolveReference(file: string, reference: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  const folder = parts.length;
  for (const part of reference.split('/')) {
    // A folder may be left that the reference itself entered, but not the one that it starts in.
    if (part === '..' && parts.length > folder) {
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  const path = parts.join('/');
  return reference.startsWith('/') || pathProblem(path) || pathProblem(reference.replaceAll('..', ''))
    ? undefined
    : path;
}
