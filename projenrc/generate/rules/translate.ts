import { CelNode } from '../../../lib/guardrails/program';

/** A part of a text as JavaScript; an optional one is `ABSENT` where there is nothing. */
interface Part {
  readonly code: string;
  readonly isOptional?: true;
  /** Surely true or false. */
  readonly isBoolean?: true;
}

type Scope = readonly string[];

type Translate = (args: any, scope: Scope) => Part;

/** Variables that texts read, fields of the context `c`. */
const ROOTS: Scope = ['object', 'pod', 'container', 'objects', 'resource', 'resources', 'variables'];

/** Stands for a part of the language that is not translated here. */
const UNKNOWN: Part = { code: 'unsure()' };

const COMPARISONS = ['<', '<=', '>', '>='];
const METHODS = ['contains', 'endsWith', 'join', 'size', 'split', 'startsWith'];
const COMPREHENSIONS: Record<string, string> = { all: 'every', exists: 'some', filter: 'filter', map: 'map' };
/** Methods that take no longer than to remember what they returned. */
const CHEAP = ['hasValue', 'orValue', 'size'];

/**
 * Translates texts to a module of functions, each known by its text, that return what the engine would. They throw
 * `UNSURE` where only the engine knows, which alone has the words for what is wrong.
 *
 * What the functions call is in `lib/guardrails/sure-values.ts`. A part that stands in several texts is evaluated once
 * in a context: what a container runs is asked by many.
 */
export function translate(texts: ReadonlyMap<string, CelNode>): string {
  const counting = new Translator(new Set());
  texts.forEach((tree) => counting.program(tree));
  const translator = new Translator(counting.repeated);
  const programs = [...texts].map(([text, tree]) => `  ${JSON.stringify(text)}: ${translator.program(tree)},`);
  return [
    `'use strict';`,
    `exports.programs = ({ ${HELPERS.join(', ')} }) => {`,
    ...translator.constants(),
    `return {`,
    ...programs,
    `};`,
    `};`,
    ``,
  ].join('\n');
}

const HELPERS = [
  'ABSENT',
  'METHODS',
  'asBoolean',
  'asNumber',
  'asString',
  'find',
  'has',
  'isEqual',
  'isIn',
  'isOneOf',
  'itemsOf',
  'orElse',
  'orValue',
  'pick',
  'product',
  'quotient',
  'resultsOf',
  'sum',
  'toInteger',
  'toText',
  'unsure',
];

class Translator {
  private readonly hoisted = new Map<string, string>();
  /** Parts that are worth keeping and stand in several places, by what they say. */
  public readonly repeated = new Set<string>();
  private readonly once = new Set<string>();
  private readonly kept = new Map<string, number>();

  private readonly operators: Record<string, Translate> = {
    value: (value: unknown) => ({ code: literal(value) }),
    id: (name: string, scope) => {
      const place = scope.lastIndexOf(name);
      return place < 0 ? UNKNOWN : { code: place < ROOTS.length ? `c.${name}` : variable(place) };
    },
    '.': ([receiver, name], scope) => selection(this.part(receiver, scope), literal(name), false),
    '.?': ([receiver, name], scope) => selection(this.part(receiver, scope), literal(name), true),
    '[]': ([receiver, key], scope) => selection(this.part(receiver, scope), this.plain(key, scope), false),
    '[?]': ([receiver, key], scope) => selection(this.part(receiver, scope), this.plain(key, scope), true),
    '!_': (operand: CelNode, scope) => boolean(`!${this.condition(operand, scope)}`),
    '&&': ([left, right], scope) => boolean(`(${this.condition(left, scope)} && ${this.condition(right, scope)})`),
    '||': ([left, right], scope) => boolean(`(${this.condition(left, scope)} || ${this.condition(right, scope)})`),
    '?:': ([test, left, right], scope) => ({
      code: `(${this.condition(test, scope)} ? ${this.plain(left, scope)} : ${this.plain(right, scope)})`,
    }),
    '==': this.binary((left, right) => boolean(`isEqual(${left}, ${right})`)),
    '!=': this.binary((left, right) => boolean(`!isEqual(${left}, ${right})`)),
    ...Object.fromEntries(
      COMPARISONS.map((sign) => [
        sign,
        this.binary((left, right) => boolean(`(asNumber(${left}) ${sign} asNumber(${right}))`)),
      ]),
    ),
    '+': this.binary((left, right) => ({ code: `sum(${left}, ${right})` })),
    '*': this.binary((left, right) => ({ code: `product(${left}, ${right})` })),
    '/': this.binary((left, right) => ({ code: `quotient(${left}, ${right})` })),
    in: ([left, right], scope) => {
      const item = this.plain(left, scope);
      return isListOfStrings(right)
        ? boolean(`isOneOf(${item}, ${this.hoist(`new Set([${listed(right)}])`)})`)
        : boolean(`isIn(${item}, ${this.plain(right, scope)})`);
    },
    list: (items: CelNode[], scope) => {
      const code = `[${items.map((item) => this.plain(item, scope)).join(', ')}]`;
      return { code: items.every(isConstant) ? this.hoist(code) : code };
    },
    map: (entries: unknown[]) => (entries.length === 0 ? { code: '({})' } : UNKNOWN),
    call: ([name, [operand]]: [string, CelNode[]], scope) => {
      switch (name) {
        case 'has':
          return this.presence(operand, scope);
        case 'dyn':
          return { code: this.plain(operand, scope) };
        case 'int':
          return { code: `toInteger(${this.plain(operand, scope)})` };
        case 'string':
          return { code: `toText(${this.plain(operand, scope)})` };
        default:
          return UNKNOWN;
      }
    },
    rcall: ([name, receiver, operands]: [string, CelNode, CelNode[]], scope) => {
      if (name === 'orValue') {
        return this.orValue(receiver, operands[0], scope);
      }
      if (name === 'hasValue') {
        return boolean(`(${this.optional(receiver, scope)} !== ABSENT)`);
      }
      if (Object.hasOwn(COMPREHENSIONS, name)) {
        return this.comprehension(COMPREHENSIONS[name], receiver, operands, scope);
      }
      return this.method(name, receiver, operands, scope);
    },
  };

  /** @param shared parts that are evaluated once in a context */
  public constructor(private readonly shared: ReadonlySet<string>) {}

  public program(tree: CelNode): string {
    const code = this.plain(tree, ROOTS);
    return code.includes('r[') ? `(c) => { const r = resultsOf(c); return ${code}; }` : `(c) => ${code}`;
  }

  public constants(): string[] {
    return [...this.hoisted].map(([code, name]) => `const ${name} = ${code};`);
  }

  private part(node: CelNode, scope: Scope): Part {
    const { op, args } = node;
    const part = Object.hasOwn(this.operators, op) ? this.operators[op](args, scope) : UNKNOWN;
    return scope === ROOTS && isWorthKeeping(node) ? this.keep(node, part) : part;
  }

  private keep(node: CelNode, part: Part): Part {
    const meaning = JSON.stringify(bare(node));
    (this.once.has(meaning) ? this.repeated : this.once).add(meaning);
    if (!this.shared.has(meaning)) {
      return part;
    }
    const number = this.kept.get(meaning) ?? this.kept.size;
    this.kept.set(meaning, number);
    return { ...part, code: `(r[${number}] ??= ${part.code})` };
  }

  /** A part that is no optional value. */
  private plain(node: CelNode, scope: Scope): string {
    const { code, isOptional } = this.part(node, scope);
    return isOptional ? UNKNOWN.code : code;
  }

  private optional(node: CelNode, scope: Scope): string {
    const { code, isOptional } = this.part(node, scope);
    return isOptional ? code : UNKNOWN.code;
  }

  private condition(node: CelNode, scope: Scope): string {
    const { code, isBoolean } = this.part(node, scope);
    return isBoolean ? code : `asBoolean(${this.plain(node, scope)})`;
  }

  private binary(operate: (left: string, right: string) => Part): Translate {
    return ([left, right], scope) => operate(this.plain(left, scope), this.plain(right, scope));
  }

  private presence({ op, args }: CelNode, scope: Scope): Part {
    if (op !== '.') {
      return UNKNOWN;
    }
    const [receiver, name] = args as [CelNode, string];
    return boolean(`has(${this.plain(receiver, scope)}, ${literal(name)})`);
  }

  private orValue(receiver: CelNode, operand: CelNode, scope: Scope): Part {
    const [value, otherwise] = [this.optional(receiver, scope), this.plain(operand, scope)];
    return isConstant(operand)
      ? { code: `orValue(${value}, ${otherwise})` }
      : { code: `orElse(${value}, () => ${otherwise})` };
  }

  private comprehension(run: string, range: CelNode, [name, body, ...rest]: CelNode[], scope: Scope): Part {
    if (name.op !== 'id' || rest.length > 0) {
      return UNKNOWN;
    }
    const inner = [...scope, name.args as string];
    const each = run === 'map' ? this.plain(body, inner) : this.condition(body, inner);
    const code = `itemsOf(${this.plain(range, scope)}).${run}((${variable(scope.length)}) => ${each})`;
    return run === 'every' || run === 'some' ? boolean(code) : { code };
  }

  private method(name: string, receiver: CelNode, operands: CelNode[], scope: Scope): Part {
    const value = this.plain(receiver, scope);
    if (name === 'matches' && operands[0].op === 'value') {
      return boolean(`${this.hoist(`new RegExp(${literal(operands[0].args)})`)}.test(asString(${value}))`);
    }
    return METHODS.includes(name)
      ? { code: `METHODS.${name}(${[value, ...operands.map((operand) => this.plain(operand, scope))].join(', ')})` }
      : UNKNOWN;
  }

  /** Makes a value once, whatever evaluates it. */
  private hoist(code: string): string {
    const name = this.hoisted.get(code) ?? `k${this.hoisted.size}`;
    this.hoisted.set(code, name);
    return name;
  }
}

/** A field of a map or an item of a list. Of an optional value, or by an optional key, it is optional. */
function selection({ code, isOptional }: Part, key: string, byOptionalKey: boolean): Part {
  const selected = `${byOptionalKey ? 'find' : 'pick'}(${code}, ${key})`;
  return isOptional || byOptionalKey ? { code: selected, isOptional: true } : { code: selected };
}

function boolean(code: string): Part {
  return { code, isBoolean: true };
}

function variable(place: number): string {
  return `v${place - ROOTS.length}`;
}

function literal(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `${value}n`;
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    default:
      return value === null || Number.isFinite(value) ? String(value) : UNKNOWN.code;
  }
}

function isConstant({ op, args }: CelNode): boolean {
  return op === 'value' || (op === 'list' && (args as CelNode[]).every(isConstant)) || op === 'map';
}

function listed({ args }: CelNode): string {
  return (args as CelNode[]).map((item) => literal(item.args)).join(', ');
}

function isListOfStrings({ op, args }: CelNode): boolean {
  return op === 'list' && (args as CelNode[]).length > 0 && (args as CelNode[]).every(isString);
}

function isString({ op, args }: CelNode): boolean {
  return op === 'value' && typeof args === 'string';
}

function isWorthKeeping({ op, args }: CelNode): boolean {
  return op === '||' || (op === 'rcall' && !CHEAP.includes((args as [string])[0]));
}

/** A tree without what the engine notes in it. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (typeof value === 'object' && value !== null) {
    const { op, args } = value as CelNode;
    return { op, args: bare(args) };
  }
  return typeof value === 'bigint' ? { integer: String(value) } : value;
}
