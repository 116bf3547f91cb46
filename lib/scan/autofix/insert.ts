import { Document, isAlias, isMap, isScalar, isSeq, Node, Pair, parseAllDocuments, Scalar, YAMLMap } from 'yaml';
import { Steps } from '../../objects/steps';

/** A field that cannot be written without changing more than it. */
export class NotInPlaceError extends Error {}

/** Documents of a text that hold something, with places in the whole text. */
function documentsIn(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { version: '1.1', logLevel: 'silent' });
  return [...documents].filter((document): document is Document.Parsed => document.contents !== null);
}

/**
 * Writes a field that is absent into a document of a text. Nothing else changes: not a comment, a quote or a space.
 *
 * @throws NotInPlaceError
 */
export function insertField(text: string, index: number, path: Steps, value: unknown): string {
  const document = documentsIn(text)[index];
  const { map, rest, empty } = deepestMap(document.contents as Node, path);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  if (empty !== undefined) {
    const column = columnOf(text, (empty.key as Scalar).range![0]);
    const end = endOfLine(text, (empty.key as Scalar).range![1]);
    return text.slice(0, end) + lineBreak + block(rest, value, column + 2, lineBreak) + text.slice(end);
  }
  if (map.flow) {
    const at = map.range![0] + 1;
    return text.slice(0, at) + flow(rest, value) + (map.items.length > 0 ? ', ' : '') + text.slice(at);
  }
  return intoBlock(text, map, rest, value, lineBreak);
}

/** The map that a field goes into, and what of the path is not written yet. */
function deepestMap(root: Node, path: Steps): { map: YAMLMap; rest: Steps; empty?: Pair } {
  let node: unknown = root;
  for (let length = 0; ; length += 1) {
    refuseShared(node);
    const step = path[length];
    if (isSeq(node)) {
      node = node.items[step as number];
      continue;
    }
    if (!isMap(node)) {
      throw new NotInPlaceError(`what holds ${path[length]} is no map`);
    }
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
    if (pair === undefined) {
      return { map: node, rest: path.slice(length) };
    }
    if (isScalar(pair.value) && pair.value.value === null) {
      return { map: node, rest: path.slice(length + 1), empty: emptyPair(pair, node) };
    }
    node = pair.value;
  }
}

/** What an anchor or a merge shares would change in other places too. */
function refuseShared(node: unknown): void {
  const isMerged = isMap(node) && node.items.some(({ key }) => isScalar(key) && String(key.value) === '<<');
  if (isAlias(node) || isMerged || (node as { anchor?: string } | undefined)?.anchor !== undefined) {
    throw new NotInPlaceError('an anchor, alias or merge key of YAML is around it, which other places share');
  }
}

function emptyPair(pair: Pair, { flow: isFlow }: YAMLMap): Pair {
  const value = pair.value as Scalar;
  if (isFlow || value.source || value.anchor !== undefined || value.tag !== undefined) {
    throw new NotInPlaceError(`${String((pair.key as Scalar).value)} is written as null`);
  }
  return pair;
}

/** Behind the last field that is on one line, so that no comment leaves its field; or before the first field. */
function intoBlock(text: string, map: YAMLMap, rest: Steps, value: unknown, lineBreak: string): string {
  const start = (map.items[0].key as Scalar).range![0];
  const column = columnOf(text, start);
  const last = map.items.filter((pair) => isOnOneLine(text, pair)).at(-1);
  if (last === undefined) {
    const field = block(rest, value, column, lineBreak).slice(column);
    return text.slice(0, start) + field + lineBreak + ' '.repeat(column) + text.slice(start);
  }
  const end = endOfLine(text, (last.value as Scalar).range![1]);
  return text.slice(0, end) + lineBreak + block(rest, value, column, lineBreak) + text.slice(end);
}

function isOnOneLine(text: string, { key, value }: Pair): boolean {
  const isBlock = isScalar(value) && ['BLOCK_LITERAL', 'BLOCK_FOLDED'].includes(value.type ?? '');
  return (
    isScalar(value) &&
    !isBlock &&
    !!value.source &&
    !text.slice((key as Scalar).range![0], value.range![1]).includes('\n')
  );
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function endOfLine(text: string, offset: number): number {
  const end = /\r?\n/.exec(text.slice(offset));
  return end ? offset + end.index : text.length;
}

/** `securityContext:` and what is below it, a key on a line. */
function block(path: Steps, value: unknown, column: number, lineBreak: string): string {
  return path
    .map((key, depth) => `${' '.repeat(column + 2 * depth)}${key}:`)
    .join(lineBreak)
    .concat(` ${scalar(value)}`);
}

/** `securityContext: {seccompProfile: {type: RuntimeDefault}}` */
function flow([key, ...rest]: Steps, value: unknown): string {
  return `${key}: ${rest.length > 0 ? `{${flow(rest, value)}}` : scalar(value)}`;
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
