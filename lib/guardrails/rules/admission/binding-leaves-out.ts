import { SELECTS } from './opt-outs';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const bindingLeavesOut: Rule = {
  id: 'SAI-ADM-021',
  name: 'binding-leaves-out',
  title: 'Binding of an admission policy with opt-outs',
  rationale: 'Whoever sets the label that opts out, or works in a namespace that is left out, is not checked.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingAdmissionPolicyBinding'] }],
  },
  cel: `
    dyn(object).?spec.?paramRef.?parameterNotFoundAction.orValue('Deny') == 'Deny'
    && [dyn(object).?spec.?matchResources.?namespaceSelector.orValue({})].all(selector, ${SELECTS('selector')})
    && dyn(object).?spec.?matchResources.?excludeResourceRules.orValue([]).size() == 0
    && dyn(object).?spec.?matchResources.?resourceRules.orValue([]).all(rule, rule.?resourceNames.orValue([]).size() == 0)
    && [dyn(object).?spec.?matchResources.?objectSelector.orValue({})].all(selector, ${SELECTS('selector')})
  `,
  message: 'a binding leaves out namespaces or objects that opt out, or passes all while its parameters are missing',
  fix: 'leave out only namespaces of the platform, by kubernetes.io/metadata.name, and set parameterNotFoundAction: Deny',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
