import { Rule } from '../rule';
import { Severity } from '../severity';

export const policyFailsOpen: Rule = {
  id: 'SAI-ADM-003',
  name: 'policy-fails-open',
  title: 'Admission policy fails open',
  rationale: 'An object that makes the policy fail is admitted.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'admissionregistration.k8s.io', kinds: ['ValidatingAdmissionPolicy'] }],
  },
  cel: `object.spec.?failurePolicy.orValue('Fail') == 'Fail'`,
  message: 'objects pass when the policy cannot be evaluated',
  fix: 'set failurePolicy: Fail',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
