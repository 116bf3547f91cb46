import { TRUST_POLICY } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustAction: Rule = {
  id: 'SAI-IDN-029',
  title: 'Role that nobody can take',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    !${TRUST_POLICY}.matches(
      r'"Action"\s*:\s*(\[[^\]]*)?"sts:AssumeRoleWith'
    )
  `,
  message: 'trust policy allows the name of an API, which is no action, so that nothing gets the role',
  fix: 'write the action sts:AssumeRole',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
