import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketAcl: Rule = {
  id: 'SAI-MDL-013',
  name: 'public-bucket-acl',
  title: 'OSS bucket with a public ACL',
  rationale: 'Anyone on the Internet can read, or replace, the models in the bucket.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'terraform',
    types: ['alicloud_oss_bucket_acl', 'alicloud_oss_bucket', 'alicloud_oss_bucket_object'],
  },
  cel: `resource.?acl.orValue('private') == 'private'`,
  message: 'everybody may read or replace what lies in the bucket',
  fix: 'set acl = "private"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM04'],
    atlas: ['AML.T0035', 'AML.M0005'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
