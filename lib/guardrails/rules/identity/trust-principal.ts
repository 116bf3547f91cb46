import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustPrincipal: Rule = {
  id: 'SAI-IDN-025',
  name: 'trust-policy-everyone',
  title: 'Trust policy for everyone',
  rationale: 'Anyone on Alibaba Cloud can take the role.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || !statement.principals.exists(principal, principal.id.matches(r'^\*+$|^acs:ram::\*+:'))
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
