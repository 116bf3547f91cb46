import { Sent } from './cases';
import { Outcome } from './parity';
import { checkArguments, checkEnvironment, ENGINES } from '../../../lib/engines';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { RULES } from '../../../lib/guardrails/rules';
import { Change, changed, CHANGES } from '../../guardrails/engines/changes';
import { RULE_OF } from '../../guardrails/engines/settings';

/** A Deployment of a construct with a dangerous setting. */
export interface EngineSetting extends Sent {
  readonly change: Change;
}

const RULE_IDS = Object.values(RULE_OF).flat();
const ENGINE_RULES = RULES.filter(({ id }) => RULE_IDS.includes(id));

/** Every setting of every engine that constructors refuse, in what a construct emits. */
export const ENGINE_SETTINGS: readonly EngineSetting[] = CHANGES.map((change) => {
  const { metadata, ...rest } = changed(change);
  const { namespace: _, ...anywhere } = metadata;
  return { name: change.what, params: {}, change, manifest: { ...rest, metadata: anywhere } };
});

/** Whether constructor, `check` and the API server refuse a setting. Patches are in test/guardrails/engines/patch.test.ts. */
export function verdictsOf({ found, case: { name, change, manifest } }: Outcome<EngineSetting>) {
  const { engine, args, env, danger } = change;
  const variables = Object.fromEntries(env.map(({ name: variable, value }) => [variable, value]));
  const refused = [...checkArguments(ENGINES[engine], args), ...checkEnvironment(ENGINES[engine], variables)];
  const checked = evaluateManifests([manifest], {}, ENGINE_RULES).map(({ rule }) => rule.id);
  const hasRule = (ids: readonly string[]) => RULE_OF[danger].some((id) => ids.includes(id));
  return { name, constructor: refused.length > 0, check: hasRule(checked), admission: hasRule(found) };
}
