import { SELECTS } from './opt-outs';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Expressions that hold whatever the object is. */
const ALWAYS = String.raw`^\s*\(*\s*(true|!false|1 *== *1)\s*\)*\s*$|\|\|\s*true\s*\)*\s*$|^\s*true\s*\|\|`;

/** Source: kubernetes.io, "Validating Admission Policy". */
export const policyLeavesOut: Rule = {
  id: 'SAI-ADM-029',
  name: 'policy-leaves-out',
  title: 'Admission policy with opt-outs, or that always holds',
  rationale: 'What a policy excludes, or lets pass at a change, is as if there were no policy.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingAdmissionPolicy'] }],
  },
  // the template of a Job, and most of a pod, never change
  cel: `
    [dyn(object).?spec.?matchConstraints.orValue({})].all(constraints,
      constraints.?excludeResourceRules.orValue([]).size() == 0
      && constraints.?matchPolicy.orValue('Equivalent') == 'Equivalent'
      && [constraints.?namespaceSelector.orValue({})].all(selector, ${SELECTS('selector')})
      && [constraints.?objectSelector.orValue({})].all(selector, ${SELECTS('selector')})
      && constraints.?resourceRules.orValue([]).all(rule,
        rule.?resourceNames.orValue([]).size() == 0
        && (
          !('CREATE' in rule.?operations.orValue([]))
          || rule.operations.exists(operation, operation in ['UPDATE', '*'])
          || rule.?resources.orValue([]).all(resource, resource in ['pods', 'jobs'])
        )
      )
    )
    && !object.?spec.?validations.orValue([]).exists(each, each.?expression.orValue('').matches(r'${ALWAYS}'))
  `,
  message: 'a policy leaves out objects, names, versions or changes, or has a validation that always holds',
  fix: 'match CREATE and UPDATE of every version without exclusions, and accept single objects where the policy is bound',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
