import { Malformed } from './refusal';

/** What becomes of a member: its value, or what is kept in its place. Undefined keeps nothing. */
export type Reviver = (key: string, value: unknown, depth: number) => unknown;

export interface JsonOptions {
  /** Which numbers there are: whole ones only, those of JSON, or also `NaN` and `Infinity`, which Python reads and writes. */
  readonly numbers?: 'whole' | 'json' | 'python';
  readonly reviver?: Reviver;
}

/** Deeper than any model's; Python's own reader fails at about 1,000. */
const DEEPEST = 200;
/**
 * Reading a value takes a microsecond and a hundred bytes. The largest tokenizers have two million of them, and the
 * largest files of weights some ten thousand tensors of seven values.
 */
const MOST_VALUES = { whole: 1_000_000, json: 4_000_000, python: 4_000_000 };
const SPACE = /[ \t\n\r]*/y;
const WHOLE = /(?:0|[1-9][0-9]*)(?![0-9.eE])/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORDS: [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const PYTHON_WORDS: [string, unknown][] = [
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];
const ESCAPES: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads JSON and refuses what readers read differently: duplicate keys, lone surrogates, anything after the end. Objects
 * have no prototype, so that a key is never more than a key.
 */
export function parseJson(text: string, options: JsonOptions = {}): unknown {
  return new Parser(text, options).document();
}

/** Text of UTF-8 bytes, or a refusal. */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed('text is not UTF-8');
  }
}

class Parser {
  private at = 0;
  private remaining: number;
  private readonly words: [string, unknown][];
  private readonly number: RegExp;

  public constructor(
    private readonly text: string,
    private readonly options: JsonOptions,
  ) {
    this.remaining = MOST_VALUES[options.numbers ?? 'json'];
    this.words = options.numbers === 'python' ? [...WORDS, ...PYTHON_WORDS] : WORDS;
    this.number = options.numbers === 'whole' ? WHOLE : NUMBER;
  }

  public document(): unknown {
    this.space();
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) {
      this.fail('something follows the end of the document');
    }
    return value;
  }

  private value(depth: number): unknown {
    if (depth > DEEPEST) {
      this.fail(`values are nested more than ${DEEPEST} deep`);
    }
    this.remaining -= 1;
    if (this.remaining < 0) {
      this.fail(`there are more than ${MOST_VALUES[this.options.numbers ?? 'json']} values`);
    }
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      default:
        return this.word();
    }
  }

  private object(depth: number): unknown {
    const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    const keys = new Set<string>();
    this.items('}', () => {
      if (this.text[this.at] !== '"') {
        this.fail('a key is not a string');
      }
      const key = this.string();
      if (keys.size === keys.add(key).size) {
        this.fail(`key ${JSON.stringify(key)} is there twice, and readers choose differently`);
      }
      this.space();
      this.expect(':');
      this.space();
      this.keep(key, this.value(depth + 1), depth, (kept) => (object[key] = kept));
    });
    return object;
  }

  private array(depth: number): unknown {
    const array: unknown[] = [];
    let index = 0;
    this.items(']', () => {
      this.keep(String(index++), this.value(depth + 1), depth, (kept) => array.push(kept));
    });
    return array;
  }

  private keep(key: string, value: unknown, depth: number, store: (kept: unknown) => void): void {
    const kept = this.options.reviver ? this.options.reviver(key, value, depth) : value;
    if (kept !== undefined) {
      store(kept);
    }
  }

  private items(close: string, item: () => void): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === close) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      this.space();
      if (this.text[this.at] === close) {
        this.at += 1;
        return;
      }
      this.expect(',');
      this.space();
    }
  }

  private string(): string {
    let result = '';
    let start = (this.at += 1);
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) {
        result += this.text.slice(start, this.at);
        this.at += 1;
        return this.wellFormed(result);
      }
      if (code === 0x5c) {
        result += this.text.slice(start, this.at) + this.escape();
        start = this.at;
      } else if (code >= 0x20) {
        this.at += 1;
      } else {
        this.fail(Number.isNaN(code) ? 'a string does not end' : 'a string holds a control character');
      }
    }
  }

  private escape(): string {
    const letter = this.text[this.at + 1];
    if (letter === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        this.fail('an escape is not \\u and four hex digits');
      }
      this.at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    this.at += 2;
    return ESCAPES[letter] ?? this.fail('a string holds an unknown escape');
  }

  private wellFormed(text: string): string {
    return /\p{Surrogate}/u.test(text) ? this.fail('a string holds half of a surrogate pair') : text;
  }

  private word(): unknown {
    for (const [word, value] of this.words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    this.number.lastIndex = this.at;
    const [digits] = this.number.exec(this.text) ?? this.fail('a value is none of JSON');
    this.at += digits.length;
    return Number(digits);
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)![0].length;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) {
      this.fail(`${JSON.stringify(character)} is missing`);
    }
    this.at += 1;
  }

  private fail(reason: string): never {
    throw new Malformed(`JSON at character ${this.at}: ${reason}`);
  }
}
