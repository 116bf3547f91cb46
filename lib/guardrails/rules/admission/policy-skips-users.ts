import { Rule } from '../rule';
import { Severity } from '../severity';

/** Nothing at all, groups, or names other than those of the controllers of Kubernetes, whose accounts are in kube-system. */
const SKIPS = String.raw`^\s*false\s*$|userInfo.*(groups|extra)|[\x22\x27] *[!=]= *request[.?]+userInfo|userInfo.*[\x22\x27]([a-rt-zA-Z0-9]|s[a-xz]|system:serviceaccount:([\x22\x27a-jl-z]|k[a-tv-z]))`;

/** What whoever asks writes into the object takes it out. */
const OPTED_OUT = String.raw`!.*[.?](annotations|labels)|[.?](annotations|labels).*!=`;

export const policySkipsUsers: Rule = {
  id: 'SAI-ADM-027',
  name: 'policy-skips-users',
  title: 'Admission policy that leaves users, or what they label, out',
  rationale:
    'Match conditions decide before any validation: whoever is named in them, or can be taken for them, is not checked.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingAdmissionPolicy'] }],
  },
  cel: `
    object.?spec.?matchConditions.orValue([]).all(condition,
      [condition.?expression.orValue('')].all(text,
        !text.matches(r'${SKIPS}') && (text.contains('oldObject') || !text.matches(r'${OPTED_OUT}'))
      )
    )
  `,
  message:
    'match conditions of the policy leave requests out by who makes them, by labels or annotations of the object, or all of them',
  fix: 'judge the object in validations, whoever sends it; exempt the controllers of the platform by namespace',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K04'], seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'] },
};
