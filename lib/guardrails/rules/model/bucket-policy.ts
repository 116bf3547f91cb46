import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketPolicy: Rule = {
  id: 'SAI-MDL-015',
  name: 'bucket-policy-everyone',
  title: 'OSS bucket policy grants access to everyone',
  rationale: 'A policy with the principal * gives access to every account.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket_policy', 'alicloud_oss_bucket'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || !statement.principals.exists(principal, principal.id.matches(r'^\*+$'))
    )
  `,
  message: 'bucket policy names everybody',
  fix: 'name the RAM roles that read models',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM04'],
    atlas: ['AML.T0035', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
