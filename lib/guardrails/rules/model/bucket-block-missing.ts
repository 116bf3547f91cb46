import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketBlockMissing: Rule = {
  id: 'SAI-MDL-021',
  name: 'bucket-public-access-block-missing',
  title: 'OSS public access block missing',
  rationale: 'Without the block, an ACL or a policy can make the bucket public.',
  severity: Severity.MEDIUM,
  match: { subject: 'stack' },
  cel: `
    resources.?alicloud_oss_account_public_access_block.orValue([]).size() > 0
    || resources.?alicloud_oss_bucket.orValue([]).size() <= resources.?alicloud_oss_bucket_public_access_block.orValue([]).size()
  `,
  message: 'an access list or policy can make a bucket public',
  fix: 'add an alicloud_oss_bucket_public_access_block for each bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0035', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
