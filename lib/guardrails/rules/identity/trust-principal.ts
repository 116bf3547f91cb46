import { TRUST_POLICY } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustPrincipal: Rule = {
  id: 'SAI-IDN-025',
  title: 'Role for everybody',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    !${TRUST_POLICY}.matches(
      r'"(RAM|Service|Federated)"\s*:\s*(\[[^\]]*)?"(\*|acs:ram::\*:[^"]*)"|"Principal"\s*:\s*"\*"'
    )
  `,
  message: 'trust policy lets everybody take the role',
  fix: 'name the account, the service or the OIDC provider of the cluster',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
