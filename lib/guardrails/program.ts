import { Rule } from './rule';

/** A rule's text, ready to run; true is compliant. */
export type Program = (context: Record<string, unknown>) => unknown;

interface CelEnvironment {
  parse(text: string): Program;
}

let environment: CelEnvironment | undefined;
const programs = new WeakMap<Rule, Program>();

/** Parses the text of a rule once. The CEL engine is loaded when the first rule is run. */
export function programOf(rule: Rule): Program {
  let program = programs.get(rule);
  if (!program) {
    program = celEnvironment().parse(rule.cel);
    programs.set(rule, program);
  }
  return program;
}

function celEnvironment(): CelEnvironment {
  if (!environment) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
    const { Environment } = require('../../vendor/cel.js');
    environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true }) as CelEnvironment;
  }
  return environment;
}
