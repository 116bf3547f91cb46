import { CelNode, engineProgram } from '../../../lib/guardrails/program';
import { SureTrees } from '../../../lib/guardrails/sure-programs';

const COMPREHENSIONS = ['all', 'exists', 'filter', 'map'];
/** Methods that take no longer than to remember what they returned. */
const CHEAP = ['hasValue', 'orValue', 'size'];

/**
 * The trees of all texts in which the engine finds no fault. What stands in several places is evaluated once in a context:
 * what a container runs is asked by many.
 */
export function treesOf(texts: readonly string[]): SureTrees {
  const programs = texts.map((text) => [text, engineProgram(text)] as const);
  const sound = programs.filter(([, program]) => program.check().valid);
  const counting = new Sharing();
  sound.forEach(([, { ast }]) => counting.tree(ast));
  const sharing = new Sharing(counting.repeated);
  return {
    texts: Object.fromEntries(sound.map(([text, { ast }]) => [text, sharing.tree(ast)])),
    shared: sharing.parts,
  };
}

/** Walks trees, and takes the parts that are shared out of them. */
class Sharing {
  /** Parts that stand in several places, by what they say. */
  public readonly repeated = new Set<string>();
  public readonly parts: CelNode[] = [];
  private readonly once = new Set<string>();
  private readonly places = new Map<string, number>();

  public constructor(private readonly shared: ReadonlySet<string> = new Set()) {}

  /** A tree without what the engine notes in it. Inside of a comprehension, parts may depend on its variable. */
  public tree(node: CelNode, isInside = false): CelNode {
    const plain = { op: node.op, args: this.args(node, isInside) };
    return typeof plain.args === 'bigint'
      ? integer(plain.args)
      : isInside || !isWorthSharing(node)
        ? plain
        : this.share(plain);
  }

  private args({ op, args }: CelNode, isInside: boolean): unknown {
    if (!Array.isArray(args)) {
      return this.value(args, isInside);
    }
    const isComprehension = op === 'rcall' && COMPREHENSIONS.includes(args[0] as string);
    return args.map((each, index) => this.value(each, isInside || (isComprehension && index === 2)));
  }

  private value(value: unknown, isInside: boolean): unknown {
    if (Array.isArray(value)) {
      return value.map((each) => this.value(each, isInside));
    }
    return isNode(value) ? this.tree(value, isInside) : value;
  }

  private share(node: CelNode): CelNode {
    const meaning = JSON.stringify(node);
    (this.once.has(meaning) ? this.repeated : this.once).add(meaning);
    if (!this.shared.has(meaning)) {
      return node;
    }
    const place = this.places.get(meaning) ?? this.parts.push(node) - 1;
    this.places.set(meaning, place);
    return { op: 'shared', args: place };
  }
}

function integer(value: bigint): CelNode {
  return BigInt.asIntN(53, value) === value ? { op: 'integer', args: Number(value) } : { op: 'unknown', args: [] };
}

function isNode(value: unknown): value is CelNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

function isWorthSharing({ op, args }: CelNode): boolean {
  return op === '||' || (op === 'rcall' && !CHEAP.includes((args as [string])[0]));
}
