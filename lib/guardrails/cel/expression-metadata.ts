import { CelNode, isCelNode } from './engine';

const ROOTS = ['object', 'container', 'resource', 'pod.spec', 'pod.metadata'] as const;

/** Macros of CEL that run over a list or a map with a variable of their own. */
export const COMPREHENSIONS = ['all', 'exists', 'exists_one', 'filter', 'map'];

/** A field that a rule reads, for example `securityContext.privileged` of a container. */
export interface RuleField {
  readonly root: (typeof ROOTS)[number];
  readonly path: readonly string[];
}

/** What an expression reads, derived from its syntax tree. */
export interface ExpressionMetadata {
  /** Fields that are selected from what the rule is about, in order of appearance. */
  readonly fields: readonly RuleField[];
  /** Literal strings and names of selected fields: kinds of objects and types of resources are among them. */
  readonly names: readonly string[];
  /** Whether it reads the pods of all objects. */
  readonly readsPods: boolean;
}

/** Derives the metadata of an expression from its syntax tree. */
export function expressionMetadata(ast: CelNode): ExpressionMetadata {
  const reader = new MetadataReader();
  reader.visit(ast, []);
  return { fields: [...reader.fields.values()], names: [...reader.names], readsPods: reader.readsPods };
}

class MetadataReader {
  public readonly fields = new Map<string, RuleField>();
  public readonly names = new Set<string>();
  public readsPods = false;

  /** Visits a part of a tree. `variables` are those of the comprehensions around it, which hide what the rule is about. */
  public visit(part: unknown, variables: readonly string[]): void {
    if (Array.isArray(part)) {
      part.forEach((each) => this.visit(each, variables));
    } else if (isCelNode(part)) {
      this.visitNode(part, variables);
    }
  }

  private visitNode(node: CelNode, variables: readonly string[]): void {
    const { op, args } = node;
    const selection = selectionOf(node);
    if (selection) {
      this.select(selection, variables);
    } else if (op === 'value' && typeof args === 'string') {
      this.names.add(args);
    } else {
      if (op === '.' || op === '.?') {
        this.names.add((args as [CelNode, string])[1]);
      }
      const variable = comprehensionVariable(node);
      this.visit(args, variable === undefined ? variables : [...variables, variable]);
    }
  }

  private select(selection: readonly string[], variables: readonly string[]): void {
    const [variable, ...names] = selection;
    names.forEach((name) => this.names.add(name));
    if (variables.includes(variable)) {
      return;
    }
    this.readsPods ||= variable === 'pods';
    const field = fieldOf(selection);
    if (field) {
      this.fields.set([field.root, ...field.path].join('.'), field);
    }
  }
}

/** `a.b.?c` as a list of names; undefined for what is no chain of selections from a variable. */
function selectionOf({ op, args }: CelNode): string[] | undefined {
  if (op === 'id') {
    return [args as string];
  }
  if (op !== '.' && op !== '.?') {
    return undefined;
  }
  const [receiver, name] = args as [CelNode, string];
  const before = selectionOf(receiver);
  return before && [...before, name];
}

function fieldOf(selection: readonly string[]): RuleField | undefined {
  const root = ROOTS.find((candidate) => selection.join('.').startsWith(`${candidate}.`));
  return root && { root, path: selection.slice(root.split('.').length) };
}

/** Name of the variable of `all`, `exists`, `filter`, `map` and their like. */
function comprehensionVariable({ op, args }: CelNode): string | undefined {
  if (op !== 'rcall') {
    return undefined;
  }
  const [name, , [variable] = []] = args as [string, CelNode, CelNode[]];
  return COMPREHENSIONS.includes(name) && variable?.op === 'id' ? (variable.args as string) : undefined;
}
