import type { CheckOptions } from './check-options';
import { advisoriesIn } from '../../objects/advisories-file';
import { Rule } from '../rules/rule';
import { rulesWith } from '../rules/with-advisories';

/**
 * Every rule, as options of checks want it.
 *
 * @throws if a file of advisories cannot be read, with everything that is wrong
 */
export function rulesFor(...options: readonly CheckOptions[]): readonly Rule[] {
  const files = new Set(options.flatMap(({ advisories = [] }) => advisories));
  return rulesWith([...files].flatMap(advisoriesIn));
}
