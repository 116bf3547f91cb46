import { engineProgram } from './engine';
import { ExpressionMetadata, expressionMetadata } from './expression-metadata';
import { rulesData } from './rules-data';
import { isModelRule, Rule } from '../rules/rule';

/** What a rule reads. */
export interface RuleMetadata extends Omit<ExpressionMetadata, 'names'> {
  readonly names: ReadonlySet<string>;
}

const ofRules = new WeakMap<Rule, RuleMetadata>();

/** What nothing is known of: a function decides. */
const NONE: RuleMetadata = { fields: [], names: new Set(), readsPods: false };

/** Metadata of a rule: generated for the rules of this package, parsed here for others; empty for rules over models. */
export function metadataOf(rule: Rule): RuleMetadata {
  if (isModelRule(rule)) {
    return NONE;
  }
  let metadata = ofRules.get(rule);
  if (!metadata) {
    const { names, ...rest } = rulesData().metadata[rule.cel] ?? expressionMetadata(engineProgram(rule.cel).ast);
    metadata = { ...rest, names: new Set(names) };
    ofRules.set(rule, metadata);
  }
  return metadata;
}
