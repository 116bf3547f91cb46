import { Frame } from './sure-parts';
import { SurePrograms, SureTrees } from './sure-programs';
import { UNSURE } from './sure-values';
import { withoutNulls } from '../../objects/defaults';
import { CelRule } from '../rules/rule';

/** A rule's text, ready to run; true is compliant. */
export type Program = (frame: Frame) => unknown;

/** A node of the syntax tree that the CEL engine parses a text into. */
export interface CelNode {
  readonly op: string;
  readonly args: unknown;
}

/** What the engine makes of a text. */
export type EngineProgram = ((context: Record<string, unknown>) => unknown) & {
  readonly ast: CelNode;
  check(): { readonly valid: boolean };
};

interface CelEnvironment {
  parse(text: string): EngineProgram;
}

let environment: CelEnvironment | undefined;
let surePrograms: SurePrograms | undefined;
const programs = new WeakMap<CelRule, Program>();

/** The text of a rule, asked of the CEL engine only where it is not sure what that would return. */
export function programOf(rule: CelRule): Program {
  let program = programs.get(rule);
  if (!program) {
    program = quick(rule.cel);
    programs.set(rule, program);
  }
  return program;
}

/** A text as the engine alone runs it. The engine is loaded when it is asked first. */
export function engineProgram(text: string): EngineProgram {
  return celEnvironment().parse(text);
}

function quick(text: string): Program {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- generated from the rules; loaded on first use
  surePrograms ??= new SurePrograms(require('../../../vendor/rule-trees.json') as SureTrees);
  const program = surePrograms.of(text);
  if (program === undefined) {
    const alone = engineProgram(text);
    return ({ context }) => alone(withoutNulls(context));
  }
  let engine: EngineProgram | undefined;
  return (frame) => {
    try {
      return program(frame);
    } catch (error) {
      if (error !== UNSURE) {
        throw error;
      }
      engine ??= engineProgram(text);
      return engine(withoutNulls(frame.context));
    }
  };
}

function celEnvironment(): CelEnvironment {
  if (!environment) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
    const { Environment } = require('../../../vendor/cel.js');
    environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true }) as CelEnvironment;
  }
  return environment;
}
