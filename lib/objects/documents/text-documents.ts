/** A place in a file, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One document of a stream, as it is written. */
export interface TextDocument {
  readonly text: string;
  /** Line of the stream that the text begins on, from 1. */
  readonly line: number;
}

/** What is read, in order. */
export type Chunks = Iterable<string> | AsyncIterable<string>;

const MARKER = /^(---|\.\.\.)(\s|$)/;
const NOT_CONTENT = /^(%|(---|\.\.\.)?\s*(#|$))/;

/**
 * Splits YAML and JSON into documents without holding the whole: at `---` and `...`, which YAML allows at the start of a
 * line as markers only, and where a JSON value ends, since `jq` and others write one after the other.
 */
export async function* textDocuments(chunks: Chunks): AsyncGenerator<TextDocument> {
  let lines: string[] = [];
  let hasContent = false;
  let json: JsonDepth | undefined;
  let number = 0;
  let start = 1;

  const take = (end = ''): TextDocument => {
    const document = { text: lines.join('\n') + end, line: start };
    lines = [];
    hasContent = false;
    json = undefined;
    return document;
  };

  for await (const some of linesOf(chunks)) {
    for (const line of some) {
      number += 1;
      if (MARKER.test(line)) {
        if (hasContent) {
          yield take('\n');
        }
        if (!lines.some((earlier) => earlier.startsWith('%'))) {
          lines = [];
        }
      }
      if (lines.length === 0) {
        start = number;
      }
      lines.push(line.startsWith('...') && lines.length === 0 ? '' : line);
      if (!hasContent && !NOT_CONTENT.test(line)) {
        hasContent = true;
        json = /^\s*[{[]/.test(line) ? new JsonDepth() : undefined;
      }
      json?.read(line);
      if (json?.isClosed) {
        yield take();
      }
    }
  }
  if (hasContent) {
    yield take();
  }
}

/** The lines of a chunk together: to wait for each takes longer than to read it. */
async function* linesOf(chunks: Chunks): AsyncGenerator<string[]> {
  // parts of a line that has not ended: to join them with each chunk would copy a long line again and again
  let parts: string[] = [];
  let first = true;
  for await (const chunk of chunks) {
    const lines = (first ? chunk.replace(/^\uFEFF/, '') : chunk).split('\n');
    first = false;
    if (lines.length > 1) {
      lines[0] = parts.join('') + lines[0];
      parts = [];
    }
    parts.push(lines.pop()!);
    yield lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }
  yield [parts.join('')];
}

/** Says where a JSON value ends: brackets outside of strings. */
class JsonDepth {
  private depth = 0;
  private inString = false;

  public get isClosed(): boolean {
    return this.depth === 0 && !this.inString;
  }

  public read(line: string): void {
    for (const [token] of line.matchAll(/\\.|["{}[\]]/g)) {
      if (token === '"') {
        this.inString = !this.inString;
      } else if (!this.inString && token.length === 1) {
        this.depth += token === '{' || token === '[' ? 1 : -1;
      }
    }
  }
}
