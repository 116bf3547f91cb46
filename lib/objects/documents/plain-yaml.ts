/** Only spaces and line feeds between characters that everybody takes for themselves. */
const PLAIN_TEXT = /^[\n\x20-\x7e\u00a1-\u167f\u3001-\ud7ff]*$/;
const KEY = /^(?:([A-Za-z0-9/][A-Za-z0-9_./-]*)|"([^"\\]*)"|'([^']*)'):(?: +|$)/;
const DOUBLE_QUOTED = /^("(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")(?: +#.*)?$/;
const SINGLE_QUOTED = /^'((?:[^']|'')*)'(?: +#.*)?$/;
/** `y`, `On` and others are true or false in the YAML that Kubernetes reads. */
const NO_TEXT = /^(y|yes|n|no|on|off|true|false|null)$/i;
/** Begins with a letter, or has what no number has: another letter, a second dot. */
const TEXT = /^(?:[A-Za-z_/$(]|--?[A-Za-z]|::[0-9a-f]+\/|[0-9].*[g-nq-wyzG-NQ-WYZ/%]|[0-9]+\.[0-9]+\.[0-9])/;
const INTEGER = /^(?:0|-?[1-9][0-9]{0,14})$/;
const CONSTANTS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null, '~': null };
const DEEPEST = 100;

/** Thrown, and caught here, for what is not surely read as `yaml` reads it. */
const UNSURE = new Error('not surely plain');

/**
 * Reads what Helm, kubectl and cdk8s write, in a tenth of the time of `yaml`: block maps and lists, plain and quoted
 * texts of one line, texts of several lines after `|`.
 *
 * @returns undefined where `yaml` has to read: everything else, and all that is wrong
 */
export function readPlainYaml(text: string): unknown {
  return sure(text, () => new Reader(text).document());
}

/**
 * Where values of a plain document are written, as lines and columns from 1.
 *
 * @returns undefined where `yaml` has to be asked
 */
export function readPlainPlaces(text: string): PlainPlaces | undefined {
  const places: Places = new Map();
  return sure(text, () => new PlainPlaces(new Reader(text, places).document(), places));
}

function sure<T>(text: string, read: () => T): T | undefined {
  if (!PLAIN_TEXT.test(text)) {
    return undefined;
  }
  try {
    return read();
  } catch (error) {
    if (error !== UNSURE) {
      throw error;
    }
    return undefined;
  }
}

type Step = string | number;

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Of the values of each map and list; of the document itself for `undefined`. */
type Places = Map<unknown, Map<Step, Place>>;

/** Finds places by the path of a value. */
export class PlainPlaces {
  public constructor(
    private readonly document: unknown,
    private readonly places: Places,
  ) {}

  public has(path: readonly Step[]): boolean {
    return this.walked(path).length === path.length;
  }

  /** Of a value, or of the nearest one around it that is written; undefined for what is empty. */
  public placeOf(path: readonly Step[]): Place | undefined {
    const walked = this.walked(path);
    const last = walked.at(-1);
    return last ? this.places.get(last.parent)?.get(last.step) : this.places.get(undefined)?.get('');
  }

  /** As far as a path leads. */
  private walked(path: readonly Step[]): { readonly parent: unknown; readonly step: Step }[] {
    const walked: { parent: unknown; step: Step }[] = [];
    let parent = this.document;
    for (const step of path) {
      const isThere =
        typeof parent === 'object' &&
        parent !== null &&
        typeof step === (Array.isArray(parent) ? 'number' : 'string') &&
        Object.hasOwn(parent, step);
      if (!isThere) {
        break;
      }
      walked.push({ parent, step });
      parent = (parent as Record<Step, unknown>)[step];
    }
    return walked;
  }
}

class Reader {
  private readonly lines: string[];
  private next = 0;
  /** Of the line that is next, which has content; -1 at the end. */
  private indent = -1;

  public constructor(
    text: string,
    private readonly places?: Places,
  ) {
    this.lines = text.split('\n');
  }

  public document(): unknown {
    if (this.lines[0] === '---') {
      this.next = 1;
    }
    this.skip();
    this.record(undefined, '', this.indent);
    const value = this.block(0);
    return this.indent < 0 ? value : unsure();
  }

  /** To the next line with content. */
  private skip(): void {
    for (; this.next < this.lines.length; this.next += 1) {
      const line = this.lines[this.next];
      const indent = indentOf(line);
      if (indent < line.length && line[indent] !== '#') {
        this.indent = indent === 0 && /^(---|\.\.\.|%)/.test(line) ? unsure() : indent;
        return;
      }
    }
    this.indent = -1;
  }

  private block(depth: number): unknown {
    if (this.indent < 0 || depth > DEEPEST) {
      return unsure();
    }
    return this.isItem() ? this.list(depth) : this.map(depth);
  }

  private isItem(): boolean {
    const line = this.lines[this.next];
    return line[this.indent] === '-' && (line.length === this.indent + 1 || line[this.indent + 1] === ' ');
  }

  private map(depth: number): Record<string, unknown> {
    const { indent } = this;
    const map: Record<string, unknown> = {};
    while (this.indent === indent) {
      const content = this.lines[this.next].slice(indent);
      const key = KEY.exec(content) ?? unsure();
      const name = key[2] ?? key[3] ?? nameOf(key[1]);
      if (name === '__proto__' || Object.hasOwn(map, name)) {
        return unsure();
      }
      map[name] = this.value(content.slice(key[0].length), indent, depth, map, name);
    }
    return this.indent > indent ? unsure() : map;
  }

  private list(depth: number): unknown[] {
    const { indent } = this;
    const list: unknown[] = [];
    while (this.indent === indent && this.isItem()) {
      const line = this.lines[this.next];
      let start = indent + 1;
      while (line[start] === ' ') {
        start += 1;
      }
      const content = line.slice(start);
      if (KEY.test(content) || /^-( |$)/.test(content)) {
        // What follows the dash stands as if the dash were a space.
        this.lines[this.next] = ' '.repeat(start) + content;
        this.indent = start;
        this.record(list, list.length, start);
        list.push(this.block(depth + 1));
      } else {
        list.push(this.value(content, indent, depth, list, list.length));
      }
    }
    return this.indent > indent ? unsure() : list;
  }

  /** What follows a key or a dash, which are at an indent. A list may stand as far left as the key that it belongs to. */
  private value(rest: string, indent: number, depth: number, parent: object, step: Step): unknown {
    const isBelowIt = rest === '' || rest.startsWith('#');
    if (!isBelowIt) {
      this.record(parent, step, this.lines[this.next].length - rest.length);
    }
    this.next += 1;
    if (rest === '|' || rest === '|-') {
      return this.literal(indent, rest === '|');
    }
    this.skip();
    if (isBelowIt) {
      const mayBeLevel = typeof step === 'string' && this.indent === indent && this.isItem();
      if (this.indent <= indent && !mayBeLevel) {
        return null;
      }
      this.record(parent, step, this.indent);
      return this.block(depth + 1);
    }
    return this.indent > indent ? unsure() : scalar(rest);
  }

  private record(parent: unknown, step: Step, indent: number): void {
    if (this.places) {
      const places = this.places.get(parent) ?? new Map<Step, Place>();
      this.places.set(parent, places.set(step, { line: this.next + 1, column: indent + 1 }));
    }
  }

  private literal(outer: number, endsLine: boolean): string {
    const indent = indentOf(this.lines[this.next] ?? '');
    if (indent <= outer || indent === this.lines[this.next].length) {
      return unsure();
    }
    const found: string[] = [];
    for (; this.next < this.lines.length; this.next += 1) {
      const line = this.lines[this.next];
      const start = indentOf(line);
      if (start === line.length) {
        found.push(start > indent ? unsure() : '');
      } else if (start >= indent) {
        found.push(line.slice(indent));
      } else if (start <= outer) {
        break;
      } else {
        return unsure();
      }
    }
    while (found.at(-1) === '') {
      found.pop();
    }
    this.skip();
    return found.join('\n') + (endsLine ? '\n' : '');
  }
}

function scalar(rest: string): unknown {
  if (rest[0] === '"') {
    return JSON.parse((DOUBLE_QUOTED.exec(rest.trimEnd()) ?? unsure())[1]);
  }
  if (rest[0] === "'") {
    return (SINGLE_QUOTED.exec(rest.trimEnd()) ?? unsure())[1].replaceAll("''", "'");
  }
  const comment = rest.indexOf(' #');
  const plain = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  if (plain === '{}') {
    return {};
  }
  if (plain === '[]') {
    return [];
  }
  if (INTEGER.test(plain)) {
    return Number(plain);
  }
  return Object.hasOwn(CONSTANTS, plain) ? CONSTANTS[plain] : textOf(plain);
}

function textOf(plain: string): string {
  const isText = TEXT.test(plain) && !NO_TEXT.test(plain) && !plain.includes(': ') && !plain.endsWith(':');
  return isText ? plain : unsure();
}

/** A plain key that is a text. */
function nameOf(key: string): string {
  return TEXT.test(key) && !NO_TEXT.test(key) ? key : unsure();
}

function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ') {
    indent += 1;
  }
  return indent;
}

function unsure(): never {
  throw UNSURE;
}
