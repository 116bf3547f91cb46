import { JinjaPart, JinjaToken } from './jinja-lexer';

/** Methods that a dictionary has itself, so that none of its members is called in their place. */
const OF_DICTIONARIES = ['get', 'items', 'keys', 'pop', 'update', 'values'];

/** A member that a template gives a value. */
interface Member {
  readonly name: string;
  /** Whether it hides even the methods of its object, as those of a namespace do. */
  readonly hidesAll: boolean;
}

/**
 * Where an object lacks a method, Jinja calls its member of that name. So a template must not name a member like a
 * method that it calls, nor compute the names of members. Source: Jinja, `Environment.getattr`.
 */
export function checkMembers(parts: readonly JinjaPart[]): string[] {
  const called = new Set(parts.flatMap(({ tokens }) => calledMethods(tokens)));
  return parts.flatMap(({ tokens }) => {
    const { members, reasons } = readMembers(tokens);
    const hidden = members.filter(
      ({ name, hidesAll }) => called.has(name) && (hidesAll || !OF_DICTIONARIES.includes(name)),
    );
    return [...reasons, ...hidden.map(({ name }) => `gives member ${name} a value, and calls a method of that name`)];
  });
}

function calledMethods(tokens: readonly JinjaToken[]): string[] {
  return tokens
    .filter((token, i) => token.kind === 'name' && isOperator(tokens[i - 1], '.') && isOperator(tokens[i + 1], '('))
    .map(({ text }) => text);
}

/** What opened a bracket: the callee of a call, or nothing. */
interface Bracket {
  readonly open: string;
  readonly callee?: string;
}

function readMembers(tokens: readonly JinjaToken[]): { members: Member[]; reasons: string[] } {
  const members: Member[] = [];
  const reasons: string[] = [];
  const brackets: Bracket[] = [];
  tokens.forEach((token, i) => {
    const inside = brackets.at(-1);
    const isFirst = isOperator(tokens[i - 1], inside?.open ?? '') || isOperator(tokens[i - 1], ',');
    const isNamed = token.kind === 'name' && isOperator(tokens[i + 1], '=');
    const isEnd = token.kind === 'operator' && ')]}'.includes(token.text);
    if (inside?.open === '{' && isFirst && !isEnd) {
      const isPlain = token.kind === 'number' || (token.kind === 'string' && !token.isJoined);
      if (isPlain && isOperator(tokens[i + 1], ':')) {
        members.push({ name: token.text, hidesAll: false });
      } else {
        reasons.push('builds a dictionary whose keys it computes');
      }
    }
    if (inside?.open === '(' && isNamed) {
      members.push({ name: token.text, hidesAll: inside.callee === 'namespace' });
    }
    if (isFirst && !isEnd && !isNamed && takesMembers(inside) && !(inside?.callee === 'update' && token.text === '{')) {
      reasons.push(`gives ${inside!.callee} members whose names it computes`);
    }
    if (brackets.length === 0 && isNamed && isOperator(tokens[i - 1], '.')) {
      members.push({ name: token.text, hidesAll: true });
    }
    if (token.kind === 'operator' && '([{'.includes(token.text)) {
      brackets.push({ open: token.text, callee: tokens[i - 1]?.kind === 'name' ? tokens[i - 1].text : undefined });
    } else if (isEnd) {
      brackets.pop();
    }
  });
  return { members, reasons };
}

function takesMembers(bracket: Bracket | undefined): boolean {
  return bracket?.open === '(' && ['dict', 'namespace', 'update'].includes(bracket.callee ?? '');
}

function isOperator(token: JinjaToken | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}
