import { Document, isMap, isNode, isPair, isScalar, isSeq, Node, Pair, YAMLMap } from 'yaml';

/** Nodes by the keys and indexes that lead to them. `yaml` looks through all keys of a map for each of them. */
export class YamlPlaces {
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  public constructor(private readonly document: Document.Parsed) {}

  /** Whether a field is written. */
  public has(path: readonly (string | number)[]): boolean {
    return this.walked(path).length > path.length;
  }

  /** The node of a field, or the nearest around it that is written; undefined where nothing is. */
  public nearest(path: readonly (string | number)[]): Node | undefined {
    return this.walked(path)
      .reverse()
      .find((node): node is Node => isNode(node) && Boolean(node.range));
  }

  /** The document's node and those below it, as far as a path leads. */
  private walked(path: readonly (string | number)[]): unknown[] {
    const walked: unknown[] = [this.document.contents];
    for (const step of path) {
      const parent = walked.at(-1);
      if (isMap(parent)) {
        const pair = this.pairsOf(parent).get(step);
        if (pair === undefined) {
          break;
        }
        walked.push(pair.value);
      } else if (isSeq(parent) && typeof step === 'number' && step < parent.items.length) {
        walked.push(parent.items[step]);
      } else {
        break;
      }
    }
    return walked;
  }

  private pairsOf(map: YAMLMap): ReadonlyMap<unknown, Pair> {
    const known = this.pairs.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair), pair]));
    this.pairs.set(map, known);
    return known;
  }
}

/** The second of two pairs of a map that have one key. `yaml` compares each key with each. */
export function repeatedKey(map: YAMLMap): Pair | undefined {
  const keys = new Set<unknown>();
  return map.items.find((pair) => {
    const key = keyOf(pair);
    const isRepeated = keys.has(key);
    keys.add(key);
    return isRepeated;
  });
}

function keyOf(pair: Pair): unknown {
  return isPair(pair) && isScalar(pair.key) ? pair.key.value : pair.key;
}
