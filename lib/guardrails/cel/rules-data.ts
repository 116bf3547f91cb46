import { RuleTrees } from './compiler/compiler';
import { ExpressionMetadata } from './expression-metadata';

/** What `generate` derives from the syntax trees of the rules' expressions. */
export interface RulesData {
  readonly trees: RuleTrees;
  /** By expression. */
  readonly metadata: Readonly<Record<string, ExpressionMetadata>>;
  /** SHA-256 of the sources of rules that are functions, and of the models that they read. */
  readonly modelSources: string;
}

/** The generated data, loaded at the first call. */
export function rulesData(): RulesData {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- generated from the rules; loaded on first use
  return require('../../../vendor/rules.js') as RulesData;
}
