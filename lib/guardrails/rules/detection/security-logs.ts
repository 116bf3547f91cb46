import { Rule } from '../rule';
import { Severity } from '../severity';

export const securityLogs: Rule = {
  id: 'SAI-DET-004',
  name: 'security-log-off',
  title: 'Security Center log off',
  rationale: 'Alerts cannot be correlated or kept as evidence.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_threat_detection_log_meta'] },
  cel: `resource.?status.orValue('disabled') == 'enabled'`,
  message: 'a log of Security Center is not delivered',
  fix: 'set status = "enabled"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: Runtime behavior monitoring'],
  },
};
