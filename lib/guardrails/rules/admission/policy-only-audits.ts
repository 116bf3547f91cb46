import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyOnlyAudits: Rule = {
  id: 'SAI-ADM-004',
  name: 'policy-not-denying',
  title: 'Policy binding does not deny',
  rationale: 'Warnings and audit entries do not stop an object.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingAdmissionPolicyBinding'] }],
  },
  cel: `'Deny' in object.spec.?validationActions.orValue([])`,
  message: 'binding only warns or audits',
  fix: 'add Deny to validationActions once the warnings are gone',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
