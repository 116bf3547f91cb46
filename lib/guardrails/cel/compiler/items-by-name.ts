import type { CelNode } from '../engine';
import { field, Frame, ItemsByName, Part, Run, Scope, variable } from './parts';
import * as values from './values';
import { deoptimize } from './values';

/**
 * Names of the items that alone can decide a quantifier, or pass a filter: of an item with another name, `exists(each, each.name == 'A' &&
 * …)` and `all(each, !(each.name in ['A', 'B']) || …)` ask nothing. Variables of containers are asked for so by many
 * rules: without this index all rules over 13,000 objects take twice as long (1.0 s instead of 0.5 s, Node 20).
 *
 * @returns undefined where the text is not of this form
 */
export function decidingNames(
  body: CelNode,
  decisive: boolean,
  item: string,
  scope: Scope,
): Run<readonly unknown[]> | undefined {
  const { op, args } = questionOf(body, decisive);
  const [receiver, names] = Array.isArray(args) ? (args as CelNode[]) : [];
  if (!isNameOf(receiver, item)) {
    return undefined;
  }
  if (op === 'in' && names.op === 'list') {
    return constantNames(names.args as CelNode[]);
  }
  if (op !== '==') {
    return undefined;
  }
  const other = nameOfAnother(names, item, scope);
  return other ? (frame) => [other.run(frame)] : constantNames([names]);
}

/** A name that is a variable, or a field of one. */
function nameOfAnother({ op, args }: CelNode, item: string, scope: Scope): Part | undefined {
  if (op === 'id') {
    return args === item ? undefined : variable(args as string, scope);
  }
  if (op !== '.') {
    return undefined;
  }
  const [receiver, name] = args as [CelNode, string];
  const of = receiver.op === 'id' && nameOfAnother(receiver, item, scope);
  return of ? field(of, name, deoptimize) : undefined;
}

/** Items of a list by their names. */
export function itemsByName({ named }: Frame, list: unknown): ItemsByName {
  if (named.has(list)) {
    return named.get(list);
  }
  const items = Array.isArray(list) ? indexed(list) : undefined;
  named.set(list, items);
  return items;
}

/** What is asked of an item first, and has to be true for it to decide. */
function questionOf(body: CelNode, decisive: boolean): CelNode {
  const connective = decisive ? '&&' : '||';
  let first = body;
  while (first.op === connective) {
    [first] = first.args as CelNode[];
  }
  if (decisive) {
    return first;
  }
  return first.op === '!_' ? (first.args as CelNode) : { ...first, op: first.op === '!=' ? '==' : 'unknown' };
}

function isNameOf(node: CelNode | undefined, item: string): boolean {
  if (node?.op !== '.') {
    return false;
  }
  const [receiver, name] = node.args as [CelNode, string];
  return receiver.op === 'id' && receiver.args === item && name === 'name';
}

function constantNames(nodes: readonly CelNode[]): Run<readonly unknown[]> | undefined {
  const names = nodes.map(({ args }) => args);
  return nodes.every(({ op, args }) => op === 'value' && typeof args === 'string') ? () => names : undefined;
}

function indexed(list: readonly unknown[]): ItemsByName {
  const items = new Map<unknown, unknown>();
  for (const item of list) {
    const name = values.nameOf(item);
    if (name === undefined || items.has(name)) {
      return undefined;
    }
    items.set(name, item);
  }
  return items;
}
