import { normalized } from '../../../engines/arguments/normalized';

/** Shorter beginnings are taken for flags of other programs, where not all flags of an engine are known. */
export const SHORTEST_ABBREVIATION = 3;

/** Which beginnings of a flag's name an engine takes for the flag. */
export interface Abbreviations {
  /** Names that are a flag of their own, and never taken for an abbreviation. */
  readonly whole: ReadonlySet<string>;
  /** Letters of the shortest beginning that it takes; infinite where it takes whole names only. */
  readonly shortest: number;
  /** Whether flags with one dash are abbreviated too. */
  readonly shortToo: boolean;
}

/** Those of a parser that nothing is known of. */
export const ANY_ABBREVIATION: Abbreviations = {
  whole: new Set(),
  shortest: SHORTEST_ABBREVIATION,
  shortToo: false,
};

interface Node {
  readonly next: Map<string, Node>;
  /** Whether a name may end here. */
  ends: boolean;
}

/** A text as a part of a regular expression. */
export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Regular expression of flags, with the beginnings of their names that argparse and getopt_long take for them. What begins
 * several flags counts as each of them: the described version refuses it, and an earlier one may have had only one.
 *
 * @param names flags with leading dashes
 */
export function flagPattern(names: readonly string[], { whole, shortest, shortToo }: Abbreviations): string {
  const exact = new Set(names.map(normalized));
  const others = new Set([...whole].map(normalized).filter((name) => !exact.has(name)));
  const root: Node = { next: new Map(), ends: false };
  for (const name of exact) {
    const dashes = name.startsWith('--') ? 2 : 1;
    let node = root;
    for (let end = 1; end <= name.length; end++) {
      const beginning = name.slice(0, end);
      const next = node.next.get(name[end - 1]) ?? { next: new Map<string, Node>(), ends: false };
      node.next.set(name[end - 1], next);
      node = next;
      const abbreviates = dashes === 2 ? end >= dashes + shortest : shortToo && end > dashes;
      node.ends ||= exact.has(beginning) || (abbreviates && !others.has(beginning));
    }
  }
  return write(root);
}

function write(node: Node): string {
  const branches = [...node.next].map(([character, next]) => escaped(character) + write(next));
  if (branches.length === 0) {
    return '';
  }
  const inner = branches.length === 1 ? branches[0] : `(${branches.join('|')})`;
  if (!node.ends) {
    return inner;
  }
  return branches.length === 1 ? `(${inner})?` : `${inner}?`;
}
