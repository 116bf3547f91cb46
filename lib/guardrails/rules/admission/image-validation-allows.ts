import { Rule } from '../rule';
import { Severity } from '../severity';

export const imageValidationAllows: Rule = {
  id: 'SAI-ADM-013',
  name: 'kyverno-not-enforcing',
  title: 'Kyverno policy admits unsigned images',
  rationale: 'Images without a valid signature are admitted.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'policies.kyverno.io', kinds: ['ImageValidatingPolicy'] }] },
  cel: `
    'Deny' in object.?spec.?validationActions.orValue([])
    && object.?spec.?failurePolicy.orValue('Fail') == 'Fail'
    && object.?spec.?validationConfigurations.?required.orValue(true)
  `,
  message: 'images pass without a valid signature, or while nobody can verify it',
  fix: 'set validationActions: [Deny], failurePolicy: Fail and required: true',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
