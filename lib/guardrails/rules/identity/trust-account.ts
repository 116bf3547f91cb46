import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustAccount: Rule = {
  id: 'SAI-IDN-041',
  name: 'trust-policy-whole-account',
  title: 'Trust policy for everybody in an account',
  rationale: 'Every user and role of the account that may call STS takes the role.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || statement.conditions.size() > 0
      || !statement.principals.exists(principal, principal.id.matches(r'^acs:ram::[0-9]+:root$'))
    )
  `,
  message: 'trust policy names a whole account without a condition',
  fix: 'name users or roles, or add a condition such as acs:MFAPresent or acs:SourceIp',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
