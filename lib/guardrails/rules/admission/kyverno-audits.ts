import { Rule } from '../rule';
import { Severity } from '../severity';

export const kyvernoAudits: Rule = {
  id: 'SAI-ADM-016',
  name: 'kyverno-audit',
  title: 'Kyverno policy denies nothing',
  rationale: 'A policy that only audits reports what runs already, and looks in reviews as if it protected.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'kyverno.io', kinds: ['ClusterPolicy', 'Policy'] },
      { group: 'policies.kyverno.io', kinds: ['ValidatingPolicy', 'NamespacedValidatingPolicy'] },
    ],
  },
  // the policy decides for rules that say nothing, and audits by default
  cel: `
    object.?spec.?rules.orValue([]).all(rule,
      !(has(rule.validate) || has(rule.verifyImages))
      || rule.?validate.?failureAction.orValue(
        object.?spec.?validationFailureAction.orValue('Audit')
      ) in ['Enforce', 'enforce']
    )
    && object.?spec.?rules.orValue([]).all(rule,
      rule.?verifyImages.orValue([]).all(images,
        images.?required.orValue(true) && images.?skipImageReferences.orValue([]).all(image, !image.startsWith('*'))
      )
    )
    && object.?spec.?failurePolicy.orValue('Fail') == 'Fail'
    && 'Deny' in object.?spec.?validationActions.orValue(['Deny'])
  `,
  message: 'policy of Kyverno only audits or warns, lets images pass unsigned, or passes objects while Kyverno is down',
  fix: 'set validationFailureAction: Enforce or validationActions: [Deny], failurePolicy: Fail and required: true; name a registry in skipImageReferences',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
