/** A node of the syntax tree that the CEL engine parses a text into. */
export interface CelNode {
  readonly op: string;
  readonly args: unknown;
}

/** What texts are evaluated in. */
export interface Frame {
  /** Values of the roots, then of the variables of comprehensions, each in its place. */
  readonly places: unknown[];
  /** What parts that stand in several texts came to. */
  readonly results: unknown[];
}

/** Variables that texts read. */
export const ROOTS = ['object', 'pod', 'container', 'objects', 'resource', 'resources', 'variables'];

const frames = new WeakMap<Record<string, unknown>, Frame>();

/** Rules are many and objects few: all texts that are evaluated in a context share its frame. */
export function frameOf(context: Record<string, unknown>): Frame {
  let frame = frames.get(context);
  if (frame === undefined) {
    frame = { places: ROOTS.map((root) => context[root]), results: [] };
    frames.set(context, frame);
  }
  return frame;
}

const numbers = new Map<string, number>();

/** Number of a part of a text: parts that say the same have the same. */
export function numberOf(node: CelNode): number {
  const meaning = JSON.stringify(bare(node));
  const number = numbers.get(meaning) ?? numbers.size;
  numbers.set(meaning, number);
  return number;
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
