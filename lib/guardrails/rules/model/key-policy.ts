import { Rule } from '../rule';
import { Severity } from '../severity';

export const keyPolicy: Rule = {
  id: 'SAI-MDL-027',
  name: 'key-policy-everyone',
  title: 'KMS key policy for everyone',
  rationale: 'Whoever knows the key uses it, in any account.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_kms_key'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || statement.conditions.size() > 0
      || !statement.principals.exists(principal, principal.id.matches(r'^\*+$|^acs:ram::\*+:'))
    )
  `,
  message: 'policy of the key names everybody',
  fix: 'name the account, and users or roles that use the key',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
