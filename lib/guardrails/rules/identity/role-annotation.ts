import { Rule } from '../rule';
import { Severity } from '../severity';

export const roleAnnotation: Rule = {
  id: 'SAI-IDN-010',
  name: 'rrsa-role-arn',
  title: 'RRSA annotation is not a role name',
  rationale: 'The webhook injects no credentials, and pods fall back to those of the node.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ServiceAccount'] }] },
  cel: `!object.metadata.?annotations[?'pod-identity.alibabacloud.com/role-name'].orValue('role').matches(r'^$|:')`,
  message: 'RRSA annotation is not the name of a RAM role, so no credentials are injected',
  fix: 'give the name of the role, not its ARN',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
