import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustSubject: Rule = {
  id: 'SAI-IDN-024',
  name: 'rrsa-trust-every-account',
  title: 'Trust policy for every service account',
  rationale: 'Every pod of the cluster can take the role.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || !statement.principals.exists(principal, principal.kind == 'Federated' && !principal.id.contains('saml'))
      || statement.conditions.exists(condition,
        condition.key == 'oidc:sub'
        && condition.operator in ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike']
        && condition.values.size() > 0
        && condition.values.all(subject, !subject.matches(r'[*?]'))
      )
    )
  `,
  message: 'trust policy names no single service account, so every pod of the cluster gets the role',
  fix: 'add the condition StringEquals oidc:sub system:serviceaccount:<namespace>:<name>',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
