import { Malformed } from '../refusal';

export interface JinjaToken {
  readonly kind: 'name' | 'string' | 'number' | 'operator';
  /** The name or operator; the decoded text of a string. */
  readonly text: string;
}

/** What stands between `{{` and `}}`, or between `{%` and `%}`. */
export interface JinjaPart {
  readonly kind: 'expression' | 'statement';
  readonly tokens: readonly JinjaToken[];
}

const OPEN = /\{[{%#]/g;
const RAW = /\{%[-+]?\s*raw\s*-?%\}[^]*?\{%[-+]?\s*endraw\s*[-+]?%\}/y;
const SPACE = /\s*/y;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;
const NUMBER = /[0-9][0-9_a-zA-Z]*(?:\.[0-9][0-9_]*)?(?:[eE][-+]?[0-9]+)?/y;
const OPERATOR = /\*\*|\/\/|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/y;
const CLOSE: Readonly<Record<JinjaPart['kind'], RegExp>> = { expression: /[-+]?\}\}/y, statement: /[-+]?%\}/y };
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

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
      at = end < 0 ? fail(open.index, 'comment does not end') : end + 2;
    } else if (raw !== undefined) {
      at = open.index + raw.length;
    } else {
      const kind = open[0] === '{{' ? 'expression' : 'statement';
      const part = readPart(template, open.index + 2, kind);
      at = part.end;
      yield { kind, tokens: part.tokens };
    }
  }
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
    tokens.push(token);
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
        fail(at, `name ${JSON.stringify(text)} is not in its normal form`);
      }
      return { token: { kind, text }, length: text.length };
    }
  }
  return fail(at, `unexpected ${JSON.stringify(template.slice(at, at + 10))}`);
}

function balance(brackets: string[], operator: string, at: number): void {
  if (operator in BRACKETS) {
    brackets.push(BRACKETS[operator]);
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
    return '\n\\\'"abfnrtv'.includes(letter) ? `\\${letter}` : fail(at, `escape \\${letter} is not allowed`);
  });
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function fail(at: number, reason: string): never {
  throw new Malformed(
    `chat template at character ${at}: ${reason}`,
    'template',
    'use a template of plain loops and conditions',
  );
}
