import type { Parameters } from './violation';
import { Rule } from '../rules/rule';

/** Values of the parameters of a rule: what was given, or the default. */
export function parametersOf(rule: Rule, given: Parameters): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rule.params ?? {}).map(([name, parameter]) => [name, given[name] ?? parameter.default]),
  );
}
