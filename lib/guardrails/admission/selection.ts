import { AdmissionAction } from './admission-action';
import { AdmissionOptions } from './admission-options';
import { isClusterScoped, kindsOf } from './kinds';
import { isEnforceable, whyNotEnforceable } from './validations';
import { advisoriesIn } from '../../objects/advisories-file';
import { Problem } from '../../private/problems';
import { RULES } from '../rules';
import { CelRule, Rule } from '../rules/rule';
import { Severity } from '../rules/severity';
import { isAtLeast } from '../rules/severity-order';
import { rulesWith } from '../rules/with-advisories';

const { DENY } = AdmissionAction;

/** A rule and what happens to an object that breaks it. */
export interface EnforcedRule {
  readonly rule: CelRule;
  readonly action: AdmissionAction;
}

/** Why an API server does not enforce a rule with these options; undefined if it does. */
export function whyNotEnforced(rule: Rule, options: AdmissionOptions): string | undefined {
  const { failOn = Severity.MEDIUM, rules, exclude = [], clusterScoped = false } = options;
  const { match, severity } = rule;
  const impossible = whyNotEnforceable(rule);
  if (impossible !== undefined) {
    return impossible;
  }
  if (exclude.includes(rule.id)) {
    return 'it is excluded';
  }
  if (rules && !rules.includes(rule.id)) {
    return 'it is not among the chosen rules';
  }
  if (!rules && !isAtLeast(severity, failOn)) {
    return `its severity is ${severity}, below ${failOn}`;
  }
  if (!clusterScoped && match.subject === 'object' && kindsOf(match.kinds).every(isClusterScoped)) {
    return 'it is about objects without a namespace, which are judged with clusterScoped only';
  }
  return undefined;
}

/** The rules that are enforced. */
export function enforcedRules(options: AdmissionOptions): EnforcedRule[] {
  const { action = DENY, actions = {}, advisories = [] } = options;
  return rulesWith(advisories.flatMap(advisoriesIn))
    .filter(isEnforceable)
    .filter((rule) => whyNotEnforced(rule, options) === undefined)
    .map((rule) => ({
      rule,
      action: rule.acknowledgeable ? (actions[rule.id] ?? action) : DENY,
    }));
}

/** What is wrong with the ids that options name. */
export function idProblems({ actions = {}, rules = [], exclude = [] }: AdmissionOptions): Problem[] {
  const known = RULES.filter(isEnforceable);
  const unknown = [...Object.keys(actions), ...rules, ...exclude].filter((id) => !known.some((rule) => rule.id === id));
  const weakened = known.filter(({ id, acknowledgeable }) => !acknowledgeable && (actions[id] ?? DENY) !== DENY);
  return [...unknown.map((id) => unknownId(id, known)), ...weakened.map(weakenedInvariant)];
}

function unknownId(id: string, known: readonly Rule[]): Problem {
  return {
    what: 'no rule that an api server can enforce has this id',
    got: id,
    allowed: known.map((rule) => rule.id).join(', '),
    fix: 'write the id as a finding shows it',
  };
}

function weakenedInvariant({ id, message }: Rule): Problem {
  return {
    what: `rule can only deny: ${message}`,
    got: id,
    allowed: `${DENY}: no other setting makes it safe`,
    fix: 'remove it from actions',
  };
}
