import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketEncryption: Rule = {
  id: 'SAI-MDL-020',
  name: 'bucket-without-cmk',
  title: 'OSS bucket not encrypted with a customer key',
  rationale: 'Only a key of your own lets you revoke access to the data and see its use.',
  severity: Severity.MEDIUM,
  match: { subject: 'stack' },
  cel: `
    resources.?alicloud_oss_bucket.orValue([]).filter(bucket,
      bucket.?server_side_encryption_rule.orValue([]).size() == 0
    ).size() <= resources.?alicloud_oss_bucket_server_side_encryption.orValue([]).size()
  `,
  message: 'a bucket is not encrypted with a key of yours',
  fix: 'add an alicloud_oss_bucket_server_side_encryption with sse_algorithm = "KMS" for each bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    atlas: ['AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
