export interface JinjaToken {
  readonly kind: 'name' | 'string' | 'number' | 'operator';
  /** The name or operator; the decoded text of a string. */
  readonly text: string;
  /** Whether it was several strings beside each other, of which Jinja makes one. */
  readonly isJoined?: boolean;
}

/** What stands between `{{` and `}}`, or between `{%` and `%}`. */
export interface JinjaPart {
  readonly kind: 'expression' | 'statement';
  readonly tokens: readonly JinjaToken[];
}

/** Jinja itself reads some sixty. */
const DEEPEST = 100;
/** What Python takes for space, and for a digit: in both, JavaScript knows others. */
const S = '[ \\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';
const D = '(?:\\p{Nd}+_)*\\p{Nd}+';
const OPEN = /\{[{%#]/g;
const RAW = new RegExp(`\\{%[-+]?${S}raw${S}-?%\\}`, 'y');
const END_RAW = new RegExp(`\\{%[-+]?${S}endraw${S}[-+]?%\\}`, 'g');
const SPACE = new RegExp(S, 'y');
const NOTHING = new RegExp(`^[-+]?${S}$`);
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;
/** A word may stand right behind a number: `0or x` is an expression. */
const NUMBER = new RegExp(
  `${D}(?:(?:\\.${D})?e[-+]?${D}|\\.${D})|0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\\p{Nd}a-f])+|[1-9](?:_?\\p{Nd})*|0(?:_?0)*`,
  'iuy',
);
const OPERATOR = /\*\*|\/\/|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/y;
const CLOSE: Readonly<Record<JinjaPart['kind'], RegExp>> = { expression: /[-+]?\}\}/y, statement: /[-+]?%\}/y };
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Thrown for what is not read. */
export class Unreadable extends Error {
  public constructor(
    at: number,
    reason: string,
    /** Whether Jinja's own lexer reads it, but not as this one would. */
    public readonly isJinja: boolean,
  ) {
    super(`at character ${at}: ${reason}`);
  }
}

/** Reads a template as Jinja's own lexer does, with the delimiters that model loaders use. */
export function* readTemplate(template: string): Generator<JinjaPart> {
  let at = 0;
  for (;;) {
    OPEN.lastIndex = at;
    const open = OPEN.exec(template);
    if (!open) {
      return;
    }
    const raw = matchAt(RAW, template, open.index);
    if (open[0] === '{#') {
      const end = template.indexOf('#}', open.index + 2);
      at = end < 0 ? unended(template, open.index + 2, 'comment') : end + 2;
    } else if (raw !== undefined) {
      const start = open.index + raw.length;
      END_RAW.lastIndex = start;
      at = END_RAW.exec(template) ? END_RAW.lastIndex : unended(template, start, 'raw text');
    } else {
      const kind = open[0] === '{{' ? 'expression' : 'statement';
      const part = readPart(template, open.index + 2, kind);
      at = part.end;
      yield { kind, tokens: part.tokens };
    }
  }
}

/** Jinja takes what begins at the very end for ended. */
function unended(template: string, start: number, what: string): number {
  return NOTHING.test(template.slice(start, start + 100)) ? template.length : fail(start - 2, `${what} does not end`);
}

function readPart(template: string, start: number, kind: JinjaPart['kind']): { tokens: JinjaToken[]; end: number } {
  const tokens: JinjaToken[] = [];
  const brackets: string[] = [];
  let at = start + (/[-+]/.test(template[start] ?? '') ? 1 : 0);
  for (;;) {
    at += matchAt(SPACE, template, at)!.length;
    const close = brackets.length === 0 ? matchAt(CLOSE[kind], template, at) : undefined;
    if (close !== undefined) {
      return { tokens, end: at + close.length };
    }
    const { token, length } = readToken(template, at);
    if (token.kind === 'operator') {
      balance(brackets, token.text, at);
    }
    const before = tokens.at(-1);
    if (token.kind === 'string' && before?.kind === 'string') {
      tokens[tokens.length - 1] = { kind: 'string', text: before.text + token.text, isJoined: true };
    } else {
      tokens.push(token);
    }
    at += length;
  }
}

function readToken(template: string, at: number): { token: JinjaToken; length: number } {
  const string = matchAt(STRING, template, at);
  if (string !== undefined) {
    return { token: { kind: 'string', text: decode(string.slice(1, -1), at) }, length: string.length };
  }
  const patterns: [JinjaToken['kind'], RegExp][] = [
    ['name', NAME],
    ['number', NUMBER],
    ['operator', OPERATOR],
  ];
  for (const [kind, pattern] of patterns) {
    const text = matchAt(pattern, template, at);
    if (text !== undefined) {
      // Python takes letters that look alike for the same name, Jinja does not.
      if (text !== text.normalize('NFKC')) {
        refuse(at, `name ${JSON.stringify(text)} is not in its normal form`);
      }
      return { token: { kind, text }, length: text.length };
    }
  }
  return fail(at, `unexpected ${JSON.stringify(template.slice(at, at + 10))}`);
}

function balance(brackets: string[], operator: string, at: number): void {
  if (operator in BRACKETS) {
    brackets.push(BRACKETS[operator]);
    if (brackets.length > DEEPEST) {
      refuse(at, `brackets are nested more than ${DEEPEST} deep`);
    }
  } else if (')]}'.includes(operator) && brackets.pop() !== operator) {
    fail(at, `${JSON.stringify(operator)} closes nothing`);
  }
}

/** Escapes of Python's `unicode-escape`, with which Jinja decodes strings. Those that could spell a name are decoded or refused. */
function decode(text: string, at: number): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g, (_, hex, unicode, letter: string) => {
    if (hex !== undefined || unicode !== undefined) {
      return String.fromCharCode(parseInt((hex ?? unicode) as string, 16));
    }
    return '\n\\\'"abfnrtv'.includes(letter) ? `\\${letter}` : refuse(at, `escape \\${letter} is not allowed`);
  });
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function fail(at: number, reason: string): never {
  throw new Unreadable(at, reason, false);
}

function refuse(at: number, reason: string): never {
  throw new Unreadable(at, reason, true);
}
