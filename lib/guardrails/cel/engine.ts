/** A node of the syntax tree that the CEL engine parses an expression into. */
export interface CelNode {
  readonly op: string;
  readonly args: unknown;
}

/** An expression as the CEL engine runs it. */
export type EngineProgram = ((context: Record<string, unknown>) => unknown) & {
  readonly ast: CelNode;
  check(): { readonly valid: boolean };
};

interface CelEnvironment {
  parse(expression: string): EngineProgram;
}

let environment: CelEnvironment | undefined;

/** Parses an expression with the CEL engine, which is loaded at the first call. */
export function engineProgram(expression: string): EngineProgram {
  if (!environment) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
    const { Environment } = require('../../../vendor/cel.js');
    environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true }) as CelEnvironment;
  }
  return environment.parse(expression);
}

/** Whether a part of a syntax tree is a node, rather than a name or a literal. */
export function isCelNode(value: unknown): value is CelNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}
