import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated } from '../terraform-relations';

export const bucketVersioningMissing: Rule = {
  id: 'SAI-MDL-023',
  name: 'bucket-versioning-missing',
  title: 'OSS versioning missing',
  rationale: 'Whoever may write replaces or deletes files for good.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket'] },
  // a retention policy keeps what is there as well, and excludes versioning
  cel: `
    resource.?versioning.orValue([]).exists(versioning, versioning.?status.orValue('Suspended') == 'Enabled')
    || ${hasRelated('alicloud_oss_bucket_versioning.bucket')}
    || ${hasRelated('alicloud_oss_bucket_worm.bucket')}
  `,
  message: 'nothing keeps earlier versions of what is replaced or deleted in the bucket',
  fix: 'add an alicloud_oss_bucket_versioning with status = "Enabled" for the bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
