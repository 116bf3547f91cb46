import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated, related, TAKES_LOGS } from '../terraform-relations';

export const bucketLogMissing: Rule = {
  id: 'SAI-MDL-025',
  name: 'bucket-log-missing',
  title: 'OSS access log missing',
  rationale: 'Nobody can tell who read or replaced a file.',
  severity: Severity.LOW,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket'] },
  cel: `
    resource.?logging.orValue([]).size() > 0
    || ${hasRelated('alicloud_oss_bucket_logging.bucket')}
    || ${related('alicloud_log_audit')}.exists(audit,
      audit.?variable_map.orValue([]).exists(variables, variables.?oss_access_enabled.orValue('false') == 'true')
    )
    || ${TAKES_LOGS}
  `,
  message: 'reads and writes of the bucket are not logged',
  fix: 'add an alicloud_oss_bucket_logging for the bucket, with another bucket as target_bucket',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
