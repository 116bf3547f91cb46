import { RULES } from '.';
import { verdictWith, versionLabel } from './image/version-label';
import { CelRule, Rule } from './rule';
import { NewerAdvisory } from '../../engines/newer-advisories';

/** Every rule, as it is with advisories that are newer than the record. */
export function rulesWith(newer: readonly NewerAdvisory[]): readonly Rule[] {
  return newer.length === 0
    ? RULES
    : RULES.map((rule) => (rule.id === versionLabel.id ? { ...(rule as CelRule), ...verdictWith(newer) } : rule));
}
