import type { CelNode } from './engine';
import { Unknown } from '../../terraform/unknown';

/**
 * Evaluates the text of a rule where some values are not known: true and false where the text comes to that whatever they
 * are (Kleene's logic), `Unknown` otherwise. It has the part of CEL that rules over Terraform use.
 *
 * The engine cannot be used for it: it takes two values of different types for unequal, so that an unknown one is never
 * equal to what is forbidden.
 */
export function evaluateUnknown(node: CelNode, variables: Scope): unknown {
  const { op, args } = node;
  const operator = OPERATORS[op];
  if (!operator) {
    throw new Error(`not a part of CEL that rules over Terraform use: ${op}`);
  }
  return operator(args, variables);
}

type Scope = Readonly<Record<string, unknown>>;
type Operator = (args: any, scope: Scope) => unknown;

/** Stands for an optional value that is not there. */
const ABSENT = Symbol('absent');

const OPERATORS: Record<string, Operator> = {
  value: (value: unknown) => (typeof value === 'bigint' ? Number(value) : value),
  id: (name: string, scope) => scope[name],
  '.': ([receiver, name], scope) => select(evaluateUnknown(receiver, scope), name, missing),
  '.?': ([receiver, name], scope) => select(evaluateUnknown(receiver, scope), name, () => ABSENT),
  '[]': ([receiver, key], scope) => select(evaluateUnknown(receiver, scope), evaluateUnknown(key, scope), missing),
  '[?]': ([receiver, key], scope) =>
    select(evaluateUnknown(receiver, scope), evaluateUnknown(key, scope), () => ABSENT),
  '!_': (operand, scope) => strict([evaluateUnknown(operand, scope)], ([value]) => value !== true),
  '&&': (operands, scope) => connective(operands, scope, false),
  '||': (operands, scope) => connective(operands, scope, true),
  '?:': ([condition, first, second], scope) => {
    const decided = evaluateUnknown(condition, scope);
    return decided instanceof Unknown ? decided : evaluateUnknown(decided === true ? first : second, scope);
  },
  '==': binary(isSame),
  '!=': binary((left, right) => !isSame(left, right)),
  '<': binary((left: any, right: any) => left < right),
  '<=': binary((left: any, right: any) => left <= right),
  '>': binary((left: any, right: any) => left > right),
  '>=': binary((left: any, right: any) => left >= right),
  '+': binary((left: any, right: any) => (Array.isArray(left) ? [...left, ...right] : left + right)),
  '*': binary((left: any, right: any) => left * right),
  // Rules divide integers only.
  '/': binary((left: any, right: any) => Math.trunc(left / right)),
  in: ([item, range], scope) => {
    const [value, items] = [evaluateUnknown(item, scope), evaluateUnknown(range, scope)];
    return items instanceof Unknown ? items : quantified(itemsOf(items), true, (each) => equal(each, value));
  },
  list: (nodes: CelNode[], scope) => nodes.map((node) => evaluateUnknown(node, scope)),
  map: (entries: [CelNode, CelNode][], scope) =>
    Object.fromEntries(entries.map((pair) => pair.map((node) => evaluateUnknown(node, scope)))),
  call: ([name, operands]: [string, CelNode[]], scope) => {
    if (name === 'has') {
      const [receiver, field] = operands[0].args as [CelNode, string];
      const found = select(evaluateUnknown(receiver, scope), field, () => ABSENT);
      return found instanceof Unknown ? found : found !== ABSENT;
    }
    return strict(
      operands.map((operand) => evaluateUnknown(operand, scope)),
      ([value]) => FUNCTIONS[name](value),
    );
  },
  rcall: ([name, receiver, operands]: [string, CelNode, CelNode[]], scope) => {
    const value = evaluateUnknown(receiver, scope);
    if (name in COMPREHENSIONS) {
      const [variable, body] = operands;
      const each = (item: unknown) => evaluateUnknown(body, { ...scope, [variable.args as string]: item });
      return value instanceof Unknown ? value : COMPREHENSIONS[name](itemsOf(value), each);
    }
    if (name === 'orValue') {
      return value === ABSENT ? evaluateUnknown(operands[0], scope) : value;
    }
    return strict([value, ...operands.map((operand) => evaluateUnknown(operand, scope))], ([first, ...others]) =>
      METHODS[name](first, ...others),
    );
  },
};

const COMPREHENSIONS: Record<string, (items: readonly unknown[], each: (item: unknown) => unknown) => unknown> = {
  all: (items, each) => quantified(items, false, each),
  exists: (items, each) => quantified(items, true, each),
  filter: (items, each) => {
    const kept = items.map((item) => [item, each(item)] as const);
    const unknown = kept.find(([, holds]) => holds instanceof Unknown);
    return unknown ? unknown[1] : kept.filter(([, holds]) => holds === true).map(([item]) => item);
  },
  map: (items, each) => items.map(each),
};

const FUNCTIONS: Record<string, (value: any) => unknown> = {
  dyn: (value) => value,
  double: number,
  int: number,
  string: String,
  size: sizeOf,
};

const METHODS: Record<string, (receiver: any, ...operands: any[]) => unknown> = {
  contains: (text: string, part: string) => text.includes(part),
  startsWith: (text: string, part: string) => text.startsWith(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
  matches: (text: string, pattern: string) => new RegExp(pattern).test(text),
  split: (text: string, separator: string) => text.split(separator),
  join: (texts: string[], separator: string) => texts.join(separator),
  hasValue: (value) => value !== ABSENT,
  size: sizeOf,
};

/** Of a connective or a quantifier, one operand that decides is enough, whatever the others are. */
function quantified(items: readonly unknown[], decisive: boolean, each: (item: unknown) => unknown): unknown {
  let unknown: unknown;
  for (const item of items) {
    const holds = each(item);
    if (holds === decisive) {
      return decisive;
    }
    unknown ??= holds instanceof Unknown ? holds : undefined;
  }
  return unknown ?? !decisive;
}

/** The second operand may be guarded by the first: what goes wrong there does not count where the first is unknown. */
function connective([first, second]: [CelNode, CelNode], scope: Scope, decisive: boolean): unknown {
  const left = evaluateUnknown(first, scope);
  if (!(left instanceof Unknown)) {
    return left === decisive ? decisive : evaluateUnknown(second, scope);
  }
  try {
    return evaluateUnknown(second, scope) === decisive ? decisive : left;
  } catch {
    return left;
  }
}

function strict(operands: readonly unknown[], evaluate: (operands: readonly unknown[]) => unknown): unknown {
  return operands.find((operand) => operand instanceof Unknown) ?? evaluate(operands);
}

function binary(evaluate: (left: unknown, right: unknown) => unknown): Operator {
  return ([first, second], scope) =>
    strict([evaluateUnknown(first, scope), evaluateUnknown(second, scope)], ([left, right]) => evaluate(left, right));
}

function equal(left: unknown, right: unknown): unknown {
  return strict([left, right], () => isSame(left, right));
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

function select(receiver: unknown, key: unknown, otherwise: () => unknown): unknown {
  if (receiver instanceof Unknown || receiver === ABSENT) {
    return receiver;
  }
  const found = (receiver as Scope)[key as string];
  return found === undefined || found === null ? otherwise() : found;
}

function missing(): never {
  throw new Error('no such field');
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : Object.keys(value as object);
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : itemsOf(value).length;
}

function number(value: unknown): number {
  const converted = Number(value);
  if (value === '' || Number.isNaN(converted)) {
    throw new Error(`not a number: ${String(value)}`);
  }
  return converted;
}
