import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketPublicAccess: Rule = {
  id: 'SAI-MDL-014',
  name: 'bucket-public-access-allowed',
  title: 'OSS public access not blocked',
  rationale: 'A later ACL or policy can make the bucket public by mistake.',
  severity: Severity.HIGH,
  match: {
    subject: 'terraform',
    types: ['alicloud_oss_bucket_public_access_block', 'alicloud_oss_account_public_access_block'],
  },
  cel: 'resource.?block_public_access.orValue(false) == true',
  message: 'public access to the bucket is not blocked',
  fix: 'set block_public_access = true',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0035', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
