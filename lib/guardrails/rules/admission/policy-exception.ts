import { PLATFORM_NAMESPACES } from './platform-namespaces';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyException: Rule = {
  id: 'SAI-ADM-019',
  name: 'policy-exception',
  title: 'Exception from policies of Kyverno',
  rationale: 'An exception takes pods out of policies, beside the policies themselves and often by other people.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'kyverno.io', kinds: ['PolicyException'] },
      { group: 'policies.kyverno.io', kinds: ['PolicyException'] },
    ],
  },
  cel: `
    object.?spec.?exceptions.orValue([]).size() + object.?spec.?policyRefs.orValue([]).size() == 0
    || [dyn(object).?spec.?match.?any.orValue([]) + dyn(object).?spec.?match.?all.orValue([])].exists(matches,
      matches.size() > 0 && matches.all(each,
        each.?resources.?namespaces.orValue([]).size() > 0
        && each.resources.namespaces.all(name, name.matches(r'${PLATFORM_NAMESPACES}'))
      )
    )
  `,
  message: 'an object exempts others from policies',
  fix: 'mend the policy, or accept the risk with a reason and an expiry',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
