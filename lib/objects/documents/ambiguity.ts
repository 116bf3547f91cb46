import { isAlias, isMap, isNode, isPair, isScalar, Node, Pair, Scalar } from 'yaml';

/** Tags that say of a value what everybody sees. */
const SAFE_TAGS = /^tag:yaml\.org,2002:(str|map|seq)$/;

/**
 * What the reader of kubectl reads differently from others, so that what is judged is not what is applied. Source:
 * go.yaml.in/yaml/v2, which sigs.k8s.io/yaml reads with; a judge reads random texts with it.
 *
 * @returns why the node is ambiguous, and what to write instead
 */
export function ambiguity(node: Node | Pair, text: string, isInFlow: boolean): string | undefined {
  if (isPair(node)) {
    return isScalar(node.key) ? ambiguousKey(node.key, text) : undefined;
  }
  const name = isAlias(node) ? node.source : (node as Scalar).anchor;
  if (name !== undefined && !/^[\w-]+$/.test(name)) {
    return `kubectl takes a part of the anchor ${name}: name it with letters and digits`;
  }
  if (isMap(node) && node.items.slice(1).some(({ key }) => isScalar(key) && key.source === '<<')) {
    // kubectl lets the last of both win, others the key
    return 'a merge key (<<) stands behind other keys: write it first';
  }
  if (isNode(node) && node.tag !== undefined && !SAFE_TAGS.test(node.tag)) {
    return `the tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} is read differently by others: write the plain value`;
  }
  return isScalar(node) && node.type === 'PLAIN'
    ? (ambiguousLines(node, text) ?? ambiguousText(node.source ?? '', isInFlow))
    : undefined;
}

function ambiguousLines({ range }: Scalar, text: string): string | undefined {
  return range && /[\r\n]%/.test(text.slice(range[0], range[1]))
    ? 'a text goes on in a line that begins with %, which is a directive to kubectl: quote it, or indent the line'
    : undefined;
}

function ambiguousText(text: string, isInFlow: boolean): string | undefined {
  if (isInFlow && text.startsWith('?')) {
    return `${text} is a key to kubectl, which takes ? for a mark: quote it`;
  }
  return /^[-+]?0o[0-7_]+$/.test(text)
    ? `${text} is a number to kubectl and text to others: quote it, or write the number`
    : undefined;
}

function ambiguousKey({ value, source, range }: Scalar, text: string): string | undefined {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return `${source} is a number as a key: quote it`;
  }
  return range && /^:[,\]}]/.test(text.slice(range[1], range[1] + 2))
    ? `${source}: is text to kubectl and a key to others: quote it, or put a space behind the colon`
    : undefined;
}
