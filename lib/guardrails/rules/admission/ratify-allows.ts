import { Rule } from '../rule';
import { Severity } from '../severity';

export const ratifyAllows: Rule = {
  id: 'SAI-ADM-014',
  name: 'ratify-not-enforcing',
  title: 'Ratify policy admits unsigned images',
  rationale: 'Images without a valid signature are admitted.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'constraints.gatekeeper.sh', kinds: ['RatifyVerification'] }] },
  cel: `object.?spec.?enforcementAction.orValue('deny') == 'deny'`,
  message: 'images pass without a valid signature',
  fix: 'set enforcementAction: deny once the warnings are gone',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
