import type { CelNode } from '../engine';
import { decidingNames, itemsByName } from './items-by-name';
import { absent, boolean, element, field, Frame, once, Part, Run, Scope, UNKNOWN, variable, within } from './parts';
import * as values from './values';
import { ABSENT, deoptimize } from './values';

/** Trees of texts. A part that stands in several is in `shared`, and `{ op: 'shared', args: place }` stands for it. */
export interface RuleTrees {
  readonly texts: Readonly<Record<string, CelNode>>;
  readonly shared: readonly CelNode[];
}

/** `all`, `exists` and their like. */
interface Comprehension {
  readonly range: Run;
  /** Where the variable is among the locals. */
  readonly place: number;
  readonly name: string;
  readonly body: CelNode;
  readonly inner: Scope;
}

type Compile = (args: any, scope: Scope) => Part;

/**
 * Compiler of CEL expressions into closures, a fast path with deoptimization. A compiled expression returns what the CEL
 * engine would return, or throws `DEOPTIMIZED` where it cannot know that; then the engine evaluates the expression.
 *
 * Why it is kept: all rules over the 13,000 objects of 1,000 services take 0.6 to 0.8 s of processor time with it and 2.4
 * to 3.3 s with the engine alone (two cores, Node 20), which people wait for in every synthesis. Its verdicts are compared
 * with those of the engine for every rule, over random changes of its samples (`npm run fuzz` runs more of them).
 *
 * An expression is a tree of closures, of which there are few kinds. A function generated for each expression is faster in
 * the end, but V8 takes longer to optimize two hundred of them than they save in an app of a thousand services.
 */
export class Compiler {
  private readonly sharedParts: Part[] = [];

  private readonly operators: Record<string, Compile> = {
    value: (value: unknown) => ({ run: () => value }),
    integer: (value: number) => ({ run: () => value, type: 'integer' }),
    shared: (place: number) => this.shared(place),
    id: variable,
    '.': ([receiver, name], scope) => field(this.part(receiver, scope), name, deoptimize),
    '.?': ([receiver, name], scope) => field(this.part(receiver, scope), name, absent),
    '[]': ([receiver, key], scope) => element(this.part(receiver, scope), this.plain(key, scope), deoptimize),
    '[?]': ([receiver, key], scope) => element(this.part(receiver, scope), this.plain(key, scope), absent),
    '!_': (operand: CelNode, scope) => {
      const run = this.condition(operand, scope);
      return boolean((frame) => !run(frame));
    },
    '&&': ([first, second], scope) => {
      const [left, right] = [this.condition(first, scope), this.condition(second, scope)];
      return boolean((frame) => left(frame) && right(frame));
    },
    '||': ([first, second], scope) => {
      const [left, right] = [this.condition(first, scope), this.condition(second, scope)];
      return boolean((frame) => left(frame) || right(frame));
    },
    '?:': ([condition, first, second], scope) => {
      const test = this.condition(condition, scope);
      const [left, right] = [this.plain(first, scope).run, this.plain(second, scope).run];
      return { run: (frame) => (test(frame) ? left(frame) : right(frame)) };
    },
    '==': this.comparison(values.isEqual),
    '!=': this.comparison((left, right) => !values.isEqual(left, right)),
    '<': this.comparison((left, right) => values.asNumber(left) < values.asNumber(right)),
    '<=': this.comparison((left, right) => values.asNumber(left) <= values.asNumber(right)),
    '>': this.comparison((left, right) => values.asNumber(left) > values.asNumber(right)),
    '>=': this.comparison((left, right) => values.asNumber(left) >= values.asNumber(right)),
    '+': this.arithmetic((left, right) => left + right, values.sum),
    '*': this.arithmetic((left, right) => left * right),
    '/': this.arithmetic((left, right) => (right === 0 ? deoptimize() : (left - (left % right)) / right)),
    in: ([first, range], scope) => {
      const item = this.plain(first, scope).run;
      if (isListOfTexts(range)) {
        const texts = new Set((range.args as CelNode[]).map(({ args }) => args as string));
        return boolean((frame) => values.isOneOf(item(frame), texts));
      }
      const items = this.plain(range, scope).run;
      return boolean((frame) => values.isIn(item(frame), items(frame)));
    },
    list: (nodes: CelNode[], scope) => {
      const items = nodes.map((node) => this.plain(node, scope));
      const type = items.every((item) => item.type === 'integer') ? 'integers' : undefined;
      const run: Run<unknown[]> = (frame) => items.map((item) => item.run(frame));
      return { run: nodes.every(isConstant) ? once(run) : run, type };
    },
    map: (entries: unknown[]) => (entries.length === 0 ? { run: () => ({}) } : UNKNOWN),
    call: ([name, operands]: [string, CelNode[]], scope) =>
      Object.hasOwn(this.functions, name) ? this.functions[name](operands, scope) : UNKNOWN,
    rcall: ([name, receiver, operands]: [string, CelNode, CelNode[]], scope) =>
      Object.hasOwn(this.methods, name) ? this.methods[name]([receiver, ...operands], scope) : UNKNOWN,
  };

  private readonly functions: Record<string, Compile> = {
    has: ([{ op, args }]: [CelNode], scope) => {
      if (op !== '.') {
        return UNKNOWN;
      }
      const [receiver, name] = args as [CelNode, string];
      const { run } = this.plain(receiver, scope);
      return boolean((frame) => values.has(run(frame), name));
    },
    dyn: ([operand], scope) => ({ run: this.plain(operand, scope).run }),
    double: this.conversion(values.asNumber),
    int: this.conversion(values.toInteger, 'integer'),
    string: this.conversion(values.toText),
  };

  private readonly methods: Record<string, Compile> = {
    ...Object.fromEntries(Object.entries(values.METHODS).map(([name, method]) => [name, this.method(method)])),
    orValue: ([receiver, operand], scope) => {
      const [value, otherwise] = [this.optional(receiver, scope), this.plain(operand, scope).run];
      return {
        run: (frame) => {
          const found = value(frame);
          return found === ABSENT ? otherwise(frame) : found;
        },
      };
    },
    hasValue: ([receiver], scope) => {
      const value = this.optional(receiver, scope);
      return boolean((frame) => value(frame) !== ABSENT);
    },
    size: this.conversion(values.sizeOf, 'integer'),
    matches: ([receiver, pattern], scope) => {
      if (pattern.op !== 'value') {
        return UNKNOWN;
      }
      const expression = new RegExp(pattern.args as string);
      const { run } = this.plain(receiver, scope);
      return boolean((frame) => expression.test(values.asString(run(frame))));
    },
    all: this.quantifier(false),
    exists: this.quantifier(true),
    filter: this.comprehension(({ range, place, name, body, inner }) => {
      const holds = this.condition(body, inner);
      const namesOf = decidingNames(body, true, name, inner) ?? (() => []);
      return {
        run: (frame) => {
          const list = range(frame);
          const [each, ...others] = namesOf(frame);
          const items = each !== undefined && others.length === 0 ? itemsByName(frame, list) : undefined;
          const candidates = items ? present(items.get(values.asString(each))) : values.itemsOf(list);
          return candidates.filter((item) => holds(within(frame, place, item)));
        },
      };
    }),
    map: this.comprehension(({ range, place, body, inner }) => {
      const { run, type } = this.plain(body, inner);
      return {
        run: (frame) => values.itemsOf(range(frame)).map((item) => run(within(frame, place, item))),
        type: type === 'integer' ? 'integers' : undefined,
      };
    }),
  };

  public constructor(private readonly trees: RuleTrees) {}

  /** The compiled expression; undefined if its tree was not generated. */
  public of(text: string): Run | undefined {
    if (!Object.hasOwn(this.trees.texts, text)) {
      return undefined;
    }
    return this.plain(this.trees.texts[text], []).run;
  }

  private part({ op, args }: CelNode, scope: Scope): Part {
    return Object.hasOwn(this.operators, op) ? this.operators[op](args, scope) : UNKNOWN;
  }

  /** A part that is no optional value. */
  private plain(node: CelNode, scope: Scope): Part {
    const part = this.part(node, scope);
    return part.isOptional ? UNKNOWN : part;
  }

  private optional(node: CelNode, scope: Scope): Run {
    const { run, isOptional } = this.part(node, scope);
    return isOptional ? run : deoptimize;
  }

  private condition(node: CelNode, scope: Scope): Run<boolean> {
    const { run, type } = this.plain(node, scope);
    return type === 'boolean' ? (run as Run<boolean>) : (frame) => values.asBoolean(run(frame));
  }

  private shared(place: number): Part {
    const part = (this.sharedParts[place] ??= this.part(this.trees.shared[place], []));
    return { ...part, run: (frame) => (frame.results[place] ??= part.run(frame)) };
  }

  private comparison(compare: (left: unknown, right: unknown) => boolean): Compile {
    return ([first, second], scope) => {
      const [left, right] = [this.plain(first, scope).run, this.plain(second, scope).run];
      return boolean((frame) => compare(left(frame), right(frame)));
    };
  }

  /** An operation on integers, and what the sign means for other values. */
  private arithmetic(
    operate: (left: number, right: number) => number,
    otherwise: (left: unknown, right: unknown) => unknown = deoptimize,
  ): Compile {
    return ([first, second], scope) => {
      const [left, right] = [this.plain(first, scope), this.plain(second, scope)];
      return left.type === 'integer' && right.type === 'integer'
        ? {
            run: (frame) => values.exact(operate(left.run(frame) as number, right.run(frame) as number)),
            type: 'integer',
          }
        : { run: (frame) => otherwise(left.run(frame), right.run(frame)) };
    };
  }

  private conversion(convert: (value: unknown) => unknown, type?: 'integer'): Compile {
    return ([operand], scope) => {
      const { run } = this.plain(operand, scope);
      return { run: (frame) => convert(run(frame)), type };
    };
  }

  /** Looks at items until one decides: at all, or by name at those that can. */
  private quantifier(decisive: boolean): Compile {
    return this.comprehension(({ range, place, name, body, inner }) => {
      const holds = this.condition(body, inner);
      const decides = (frame: Frame, item: unknown) => holds(within(frame, place, item)) === decisive;
      const inTurn = (frame: Frame, items: readonly unknown[]) => {
        for (const item of items) {
          if (decides(frame, item)) {
            return decisive;
          }
        }
        return !decisive;
      };
      const namesOf = decidingNames(body, decisive, name, inner);
      if (namesOf === undefined) {
        return boolean((frame) => inTurn(frame, values.itemsOf(range(frame))));
      }
      return boolean((frame) => {
        const list = range(frame);
        const items = itemsByName(frame, list);
        if (items === undefined) {
          return inTurn(frame, values.itemsOf(list));
        }
        const isDecided = namesOf(frame).some((each) => {
          const item = items.get(values.asString(each));
          return item !== undefined && decides(frame, item);
        });
        return isDecided === decisive;
      });
    });
  }

  private method(method: values.Method): Compile {
    return (nodes: CelNode[], scope) => {
      const [receiver, ...operands] = nodes.map((node) => this.plain(node, scope).run);
      return { run: (frame) => method(receiver(frame), ...operands.map((run) => run(frame))) };
    };
  }

  private comprehension(compile: (comprehension: Comprehension) => Part): Compile {
    return ([range, name, body, ...rest]: CelNode[], scope) =>
      name.op === 'id' && rest.length === 0
        ? compile({
            range: this.plain(range, scope).run,
            place: scope.length,
            name: name.args as string,
            body,
            inner: [...scope, name.args as string],
          })
        : UNKNOWN;
  }
}

function present(item: unknown): unknown[] {
  return item === undefined ? [] : [item];
}

function isConstant({ op, args }: CelNode): boolean {
  return op === 'value' || op === 'integer' || (op === 'list' && (args as CelNode[]).every(isConstant));
}

function isListOfTexts({ op, args }: CelNode): boolean {
  return (
    op === 'list' &&
    (args as CelNode[]).length > 0 &&
    (args as CelNode[]).every((each) => each.op === 'value' && typeof each.args === 'string')
  );
}
