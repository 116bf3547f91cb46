import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleTrees } from '../../../lib/guardrails/cel/compiler/compiler';
import { CelNode, engineProgram, isCelNode } from '../../../lib/guardrails/cel/engine';
import { COMPREHENSIONS, expressionMetadata } from '../../../lib/guardrails/cel/expression-metadata';
import { RulesData } from '../../../lib/guardrails/cel/rules-data';

/** Sources that decide what rules over models find. */
const MODEL_SOURCES = ['lib/effective', 'lib/engines', 'lib/guardrails/rules', 'lib/objects'];

function modelSources(): string {
  const hash = createHash('sha256');
  for (const folder of MODEL_SOURCES) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(ts|json)$/.test(file),
    );
    files.sort().forEach((file) => hash.update(`${file}\0`).update(readFileSync(join(folder, file))));
  }
  return hash.digest('hex');
}

/** Trees and metadata of expressions. */
export function rulesDataOf(expressions: readonly string[]): RulesData {
  return {
    trees: treesOf(expressions),
    modelSources: modelSources(),
    metadata: Object.fromEntries(
      expressions.map((expression) => [expression, expressionMetadata(engineProgram(expression).ast)]),
    ),
  };
}

/** Methods that take no longer than to remember what they returned. */
const CHEAP = ['hasValue', 'orValue', 'size'];

/**
 * The trees of all texts in which the engine finds no fault. What stands in several places is evaluated once in a context:
 * what a container runs is asked by many.
 */
export function treesOf(texts: readonly string[]): RuleTrees {
  const programs = texts.map((text) => [text, engineProgram(text)] as const);
  const sound = programs.filter(([, program]) => program.check().valid);
  const trees = sound.map(([text, { ast }]) => [text, bare(ast) as CelNode] as const);
  const counting = new Sharing();
  trees.forEach(([, tree]) => counting.share(tree));
  const sharing = new Sharing(counting.repeated);
  return {
    texts: Object.fromEntries(trees.map(([text, tree]) => [text, sharing.share(tree)])),
    shared: sharing.parts,
  };
}

/** A tree without what the engine notes in it. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (!isCelNode(value)) {
    return value;
  }
  const { op, args } = value;
  return typeof args === 'bigint' ? integer(args) : { op, args: bare(args) };
}

function integer(value: bigint): CelNode {
  return BigInt.asIntN(53, value) === value ? { op: 'integer', args: Number(value) } : { op: 'unknown', args: [] };
}

/** Walks trees, and takes the parts that are shared out of them. */
class Sharing {
  /** Parts that stand in several places, by what they say. */
  public readonly repeated = new Set<string>();
  public readonly parts: CelNode[] = [];
  private readonly once = new Set<string>();
  private readonly places = new Map<string, number>();

  public constructor(private readonly shared: ReadonlySet<string> = new Set()) {}

  public share(node: CelNode): CelNode {
    const inner = { op: node.op, args: this.shareIn(node) };
    if (!isWorthSharing(node)) {
      return inner;
    }
    const meaning = JSON.stringify(node);
    (this.once.has(meaning) ? this.repeated : this.once).add(meaning);
    if (!this.shared.has(meaning)) {
      return inner;
    }
    const place = this.places.get(meaning) ?? this.parts.push(inner) - 1;
    this.places.set(meaning, place);
    return { op: 'shared', args: place };
  }

  /** Inside of a comprehension nothing is shared: it may depend on the variable. */
  private shareIn({ op, args }: CelNode): unknown {
    if (op !== 'rcall' || !COMPREHENSIONS.includes((args as [string])[0])) {
      return this.shareAll(args);
    }
    const [name, range, operands] = args as [string, CelNode, CelNode[]];
    return [name, this.share(range), operands];
  }

  private shareAll(value: unknown): unknown {
    return Array.isArray(value)
      ? value.map((each) => this.shareAll(each))
      : isCelNode(value)
        ? this.share(value)
        : value;
  }
}

function isWorthSharing({ op, args }: CelNode): boolean {
  return op === '||' || (op === 'rcall' && !CHEAP.includes((args as [string])[0]));
}
