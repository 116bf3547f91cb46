import { Rule } from '../rule';
import { Severity } from '../severity';

export const tokenSecret: Rule = {
  id: 'SAI-IDN-011',
  name: 'long-lived-token-secret',
  title: 'Service account token that never expires',
  rationale: 'A token in a Secret works from anywhere until it is deleted.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Secret'] }] },
  cel: `!object.?type.orValue('Opaque').endsWith('/service-account-token')`,
  message: 'a Secret holds a service account token that never expires',
  fix: 'delete the Secret and use a projected token',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.6'],
    owaspK8s: ['K02', 'K03'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
