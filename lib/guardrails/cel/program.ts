import { Compiler } from './compiler/compiler';
import { Frame } from './compiler/parts';
import { DEOPTIMIZED } from './compiler/values';
import { engineProgram, EngineProgram } from './engine';
import { rulesData } from './rules-data';
import { withoutNulls } from '../../objects/defaults';
import { CelRule } from '../rules/rule';

/** The expression of a rule, ready to run; true is compliant. */
export type Program = (frame: Frame) => unknown;

let compiler: Compiler | undefined;
const programs = new WeakMap<CelRule, Program>();

/** The expression of a rule: compiled, or evaluated by the CEL engine where the compiler gives up. */
export function programOf(rule: CelRule): Program {
  let program = programs.get(rule);
  if (!program) {
    program = compile(rule.cel);
    programs.set(rule, program);
  }
  return program;
}

function compile(expression: string): Program {
  compiler ??= new Compiler(rulesData().trees);
  const compiled = compiler.of(expression);
  let engine: EngineProgram | undefined;
  const interpret: Program = ({ context }) => (engine ??= engineProgram(expression))(withoutNulls(context));
  if (compiled === undefined) {
    return interpret;
  }
  return (frame) => {
    try {
      return compiled(frame);
    } catch (error) {
      if (error !== DEOPTIMIZED) {
        throw error;
      }
      return interpret(frame);
    }
  };
}
