import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated, related } from '../terraform-relations';

export const bucketBlockMissing: Rule = {
  id: 'SAI-MDL-021',
  name: 'bucket-public-access-block-missing',
  title: 'OSS public access block missing',
  rationale: 'Without the block, an ACL or a policy can make the bucket public.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket'] },
  cel: `
    ${related('alicloud_oss_account_public_access_block')}.exists(block, block.?block_public_access.orValue(false) == true)
    || ${hasRelated('alicloud_oss_bucket_public_access_block.bucket')}
  `,
  message: 'an access list or policy can make the bucket public',
  fix: 'add an alicloud_oss_bucket_public_access_block for the bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0035', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
