import { Rule } from './rule';
import { CelNode } from './sure-frame';
import { sureProgram } from './sure-program';

/** A rule's text, ready to run; true is compliant. */
export type Program = (context: Record<string, unknown>) => unknown;

/** What the engine makes of a text. */
export type EngineProgram = Program & {
  readonly ast: CelNode;
  check(): { readonly valid: boolean };
};

interface CelEnvironment {
  parse(text: string): EngineProgram;
}

let environment: CelEnvironment | undefined;
const programs = new WeakMap<Rule, Program>();

/** Parses the text of a rule once. The CEL engine is loaded when the first rule is run. */
export function programOf(rule: Rule): Program {
  let program = programs.get(rule);
  if (!program) {
    program = quick(engineProgram(rule.cel));
    programs.set(rule, program);
  }
  return program;
}

/** A text as the engine alone runs it. */
export function engineProgram(text: string): EngineProgram {
  return celEnvironment().parse(text);
}

/** Asks the engine only where it is not plain that a rule holds. */
function quick(program: EngineProgram): Program {
  if (!program.check().valid) {
    return program;
  }
  const holds = sureProgram(program.ast);
  return (context) => holds(context) || program(context);
}

function celEnvironment(): CelEnvironment {
  if (!environment) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
    const { Environment } = require('../../vendor/cel.js');
    environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true }) as CelEnvironment;
  }
  return environment;
}
