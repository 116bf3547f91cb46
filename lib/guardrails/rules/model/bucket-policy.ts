import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketPolicy: Rule = {
  id: 'SAI-MDL-015',
  title: 'Bucket policy for everybody',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket_policy'] },
  cel: String.raw`
    !resource.?policy.orValue('').matches(r'"Principal"\s*:\s*(\[[^\]]*)?"\*"')
    || !resource.?policy.orValue('').matches(r'"Effect"\s*:\s*"Allow"')
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
