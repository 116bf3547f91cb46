import { Rule } from '../rule';
import { Severity } from '../severity';
import { related, TAKES_LOGS } from '../terraform-relations';

/** KMS without a key is the key of OSS. */
const WITH_A_KEY = "rule.?sse_algorithm.orValue('') == 'KMS' && rule.?kms_master_key_id.orValue('') != ''";

export const bucketEncryption: Rule = {
  id: 'SAI-MDL-020',
  name: 'bucket-without-cmk',
  title: 'OSS bucket not encrypted with a customer key',
  rationale: 'Only a key of your own lets you revoke access to the data and see its use.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket'] },
  cel: `
    resource.?server_side_encryption_rule.orValue([]).exists(rule, ${WITH_A_KEY})
    || ${related('alicloud_oss_bucket_server_side_encryption.bucket')}.exists(rule,
      ${WITH_A_KEY} || (${TAKES_LOGS} && rule.?sse_algorithm.orValue('') != '')
    )
  `,
  message: 'bucket is not encrypted with a key of yours',
  fix: 'add an alicloud_oss_bucket_server_side_encryption with sse_algorithm = "KMS" and kms_master_key_id for the bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    atlas: ['AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
