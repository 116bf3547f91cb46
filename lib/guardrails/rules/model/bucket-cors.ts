import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketCors: Rule = {
  id: 'SAI-MDL-026',
  name: 'bucket-cors-any-origin',
  title: 'OSS bucket read by scripts of any page',
  rationale: 'A page that somebody who is logged in opens reads what they may read.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket', 'alicloud_oss_bucket_cors'] },
  cel: `resource.?cors_rule.orValue([]).all(rule, !('*' in rule.?allowed_origins.orValue([])))`,
  message: 'bucket answers scripts of every origin',
  fix: 'name the origins that call the bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
