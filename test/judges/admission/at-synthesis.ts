import { ENFORCEABLE } from './cases';
import { POD_KINDS } from './pod-kinds';
import { evaluateManifests } from '../../../lib/guardrails/evaluation/evaluate';
import { Parameters } from '../../../lib/guardrails/evaluation/violation';
import { Rule } from '../../../lib/guardrails/rules/rule';
import { Manifest } from '../../../lib/objects/manifest';
import { groupKindOf } from '../../../lib/objects/pods';

/**
 * Ids of the rules that synthesis finds broken, as far as a policy can: at synthesis, images are also found in kinds whose
 * pods nobody knows, such as that of a WasmPlugin, which a policy over kinds with pods does not see.
 */
export function atSynthesis(object: Manifest, params: Parameters): string[] {
  const isSeen = (rule: Rule) => rule.match.subject === 'object' || POD_KINDS.includes(groupKindOf(object));
  const broken = evaluateManifests([object], params, ENFORCEABLE).map(({ rule }) => rule);
  return [...new Set(broken.filter(isSeen).map(({ id }) => id))].sort();
}
