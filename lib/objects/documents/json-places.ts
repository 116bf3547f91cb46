import { Position } from './text-documents';

/** Where a value begins, and where those within it do. */
interface Place {
  readonly offset: number;
  readonly inner?: Map<string | number, Place>;
}

/**
 * Where the values of a text in JSON are written. It is read once; `yaml`, which reads JSON as well, takes twenty times
 * as long and a hundred times the memory of the text.
 */
export class JsonPlaces {
  private readonly root: Place;
  private readonly lineStarts: readonly number[];

  /** @param text what `JSON.parse` accepts */
  public constructor(private readonly text: string) {
    this.root = this.read();
    this.lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** Whether a field is written. */
  public has(path: readonly (string | number)[]): boolean {
    return this.walked(path).length > path.length;
  }

  /** Of a value, or of the nearest one around it that is written. */
  public placeOf(path: readonly (string | number)[]): Position {
    const { offset } = this.walked(path).at(-1)!;
    const line = this.lineOf(offset);
    return { line: line + 1, column: offset - this.lineStarts[line] + 1 };
  }

  /** The document and the values below it, as far as a path leads. */
  private walked(path: readonly (string | number)[]): Place[] {
    const walked = [this.root];
    for (const step of path) {
      const next = walked.at(-1)!.inner?.get(step);
      if (next === undefined) {
        break;
      }
      walked.push(next);
    }
    return walked;
  }

  private lineOf(offset: number): number {
    let low = 0;
    for (let high = this.lineStarts.length; high - low > 1;) {
      const middle = Math.floor((low + high) / 2);
      [low, high] = this.lineStarts[middle] <= offset ? [middle, high] : [low, middle];
    }
    return low;
  }

  /** Without recursion: what is read may be nested as deep as somebody wishes. */
  private read(): Place {
    const top: Place = { offset: 0, inner: new Map() };
    const open: { readonly place: Place; readonly isList: boolean; key: string | number }[] = [];
    open.push({ place: top, isList: false, key: '' });
    let isKey = false;
    for (let at = 0; at < this.text.length;) {
      const around = open.at(-1)!;
      const character = this.text[at];
      if (character === '{' || character === '[') {
        const place: Place = { offset: at, inner: new Map() };
        around.place.inner!.set(around.key, place);
        open.push({ place, isList: character === '[', key: 0 });
        isKey = character === '{';
      } else if (character === '}' || character === ']') {
        open.pop();
        isKey = false;
      } else if (character === ',') {
        around.key = around.isList ? Number(around.key) + 1 : around.key;
        isKey = !around.isList;
      } else if (character === ':') {
        isKey = false;
      } else if (!/\s/.test(character)) {
        const end = this.endOfScalar(at);
        if (isKey) {
          around.key = JSON.parse(this.text.slice(at, end)) as string;
        } else {
          around.place.inner!.set(around.key, { offset: at });
        }
        at = end;
        continue;
      }
      at += 1;
    }
    return top.inner!.get('')!;
  }

  private endOfScalar(start: number): number {
    return this.text[start] === '"' ? endOfString(this.text, start) : endOfWord(this.text, start);
  }
}

/** Behind the closing quote of a string that begins at a quote. */
export function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && isEscaped(text, at)) {
    at = text.indexOf('"', at + 1);
  }
  return at < 0 ? text.length : at + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote;
  while (text[before - 1] === '\\') {
    before -= 1;
  }
  return (quote - before) % 2 === 1;
}

function endOfWord(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && /[\w.+-]/.test(text[end])) {
    end += 1;
  }
  return end;
}
