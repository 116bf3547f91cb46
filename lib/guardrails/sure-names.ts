import type { CelNode } from './program';
import { Frame, ItemsByName, Run, Scope, variable } from './sure-parts';
import * as values from './sure-values';

/**
 * Names of the items that alone can decide a quantifier: of an item with another name, `exists(each, each.name == 'A' &&
 * …)` and `all(each, !(each.name in ['A', 'B']) || …)` ask nothing. Variables of containers are asked for so by many
 * rules.
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
  if (names.op === 'id' && names.args !== item) {
    const { run } = variable(names.args as string, scope);
    return (frame) => [run(frame)];
  }
  return constantNames([names]);
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
  const [receiver, field] = node.args as [CelNode, string];
  return receiver.op === 'id' && receiver.args === item && field === 'name';
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
