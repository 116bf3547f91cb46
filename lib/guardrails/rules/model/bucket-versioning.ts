import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketVersioning: Rule = {
  id: 'SAI-MDL-017',
  name: 'bucket-without-versioning',
  title: 'OSS bucket without versioning',
  rationale: 'Without versions a replaced or deleted model cannot be restored or investigated.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket_versioning'] },
  cel: `resource.?status.orValue('Suspended') == 'Enabled'`,
  message: 'replaced model files are gone',
  fix: 'set status = "Enabled"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM04'],
    atlas: ['AML.T0018', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
