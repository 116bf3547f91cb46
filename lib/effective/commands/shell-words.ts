import { Node } from './shell-syntax';
import { joined, Value, Word } from './word';

/** What a shell knows where it expands a word. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Value>;
  /** `$0`, `$1` and so on. */
  readonly positional: Value;
  /** The ConfigMap that the script is from. */
  readonly origin?: string;
}

const SPECIAL = /^[#?$!-]$/;
const BLANKS = /[ \t\n]+/;

/** Words that a shell makes of one: parameters replaced, split at blanks unless they are quoted, quotes taken away. */
export function expandWord(word: Node, scope: Scope): Word[] {
  const words = new WordBuilder();
  (word.parts ?? [asLiteral(word)]).forEach((part) => addPart(words, part, scope, false));
  return words.all;
}

/** The same where a shell splits nothing: in assignments. */
export function expandQuoted(word: Node, scope: Scope): Word {
  const words = new WordBuilder();
  words.append({ text: '' });
  (word.parts ?? [asLiteral(word)]).forEach((part) => addPart(words, part, scope, true));
  return joined(words.all);
}

class WordBuilder {
  public readonly all: Word[] = [];
  private isOpen = false;

  public append({ text, origin, undecided }: Word): void {
    const last = this.isOpen ? this.all.pop()! : { text: '' };
    this.all.push({
      text: last.text + text,
      origin: last.origin ?? origin,
      undecided: last.undecided ?? undecided,
    });
    this.isOpen = true;
  }

  public end(): void {
    this.isOpen = false;
  }
}

function addPart(words: WordBuilder, part: Node, scope: Scope, isQuoted: boolean): void {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      if (!part.parts!.some(isList)) {
        words.append({ text: '' });
      }
      part.parts!.forEach((inner) => addPart(words, inner, scope, true));
      return;
    case 'SimpleExpansion':
      return addValue(words, asOne(part, isQuoted, valueOf(part.text.slice(1), part.text, scope)), isQuoted);
    case 'ParameterExpansion':
      return addValue(words, asOne(part, isQuoted, parameterOf(part, scope)), isQuoted);
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return words.append({ text: '', origin: scope.origin, undecided: `${part.text} is the output of a command` });
    case 'ArithmeticExpansion':
    case 'BraceExpansion':
      return words.append({ text: '', origin: scope.origin, undecided: `${part.text} is computed by a shell` });
    case 'Glob':
    case 'ExtendedGlob':
      return words.append({ text: part.text, origin: scope.origin });
    default:
      words.append({ text: String(part.value), origin: scope.origin });
  }
}

/** A list is as many words as it has elements, also none, between double quotes too. */
function isList({ type, text, parameter, index }: Node): boolean {
  return text === '$@' || (type === 'ParameterExpansion' && (parameter === '@' || index?.text === '@'));
}

/** `"$*"` and `"${list[*]}"` are one word. */
function asOne({ text, parameter, index }: Node, isQuoted: boolean, value: Value): Value {
  const isStar = text === '$*' || parameter === '*' || index?.text === '*';
  return isQuoted && isStar && value.length > 1 ? [joined(value)] : value;
}

function addValue(words: WordBuilder, value: Value, isQuoted: boolean): void {
  value.forEach((word, index) => {
    if (index > 0) {
      words.end();
    }
    const pieces = isQuoted ? [word.text] : word.text.split(BLANKS);
    pieces.forEach((text, piece) => {
      if (piece > 0) {
        words.end();
      }
      if (text !== '' || isQuoted || word.undecided !== undefined) {
        words.append({ ...word, text });
      }
    });
  });
}

function parameterOf(part: Node, scope: Scope): Value {
  const { parameter = '', prefix, index, operation, text } = part;
  const list = index === undefined ? undefined : (index.text as string);
  if (prefix !== undefined || (list !== undefined && list !== '@' && list !== '*')) {
    return computed(text, scope);
  }
  const value = list === undefined ? known(parameter, scope) : scope.variables.get(parameter);
  if (operation === undefined) {
    return value ?? unset(text, scope);
  }
  if (operation.type !== 'Default') {
    return computed(text, scope);
  }
  const isSet = value !== undefined && (!operation.operator.startsWith(':') || value.some(isNotEmpty));
  const alternative = (): Value => (operation.operand ? [expandQuoted(operation.operand, scope)] : []);
  if (operation.operator.endsWith('+')) {
    return isSet ? alternative() : [];
  }
  // The image may set the variable, so that the default is only what it most likely is.
  return isSet ? value : alternative().map((word) => ({ ...word, undecided: word.undecided ?? unsetReason(text) }));
}

function valueOf(name: string, text: string, scope: Scope): Value {
  return known(name, scope) ?? unset(text, scope);
}

function known(name: string, scope: Scope): Value | undefined {
  const { variables, positional } = scope;
  if (name === '@' || name === '*') {
    return positional.slice(1);
  }
  if (/^\d+$/.test(name)) {
    return positional.slice(Number(name), Number(name) + 1);
  }
  return SPECIAL.test(name) ? computed(`$${name}`, scope) : variables.get(name)?.slice(0, 1);
}

function isNotEmpty({ text, undecided }: Word): boolean {
  return text !== '' || undecided !== undefined;
}

function computed(text: string, { origin }: Scope): Value {
  return [{ text: '', origin, undecided: `${text} is computed by a shell` }];
}

function unset(text: string, { origin }: Scope): Value {
  return [{ text: '', origin, undecided: unsetReason(text) }];
}

function unsetReason(text: string): string {
  return `${text} has no value in the manifests`;
}

function asLiteral({ value, text, pos }: Node): Node {
  return { type: 'Literal', text, value, pos };
}
