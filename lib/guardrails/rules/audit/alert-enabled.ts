import { Rule } from '../rule';
import { Severity } from '../severity';

export const alertEnabled: Rule = {
  id: 'SAI-AUD-005',
  name: 'alert-disabled',
  title: 'Alert disabled',
  rationale: 'The signal is recorded, and nobody is told.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_sls_alert'] },
  cel: `resource.?status.orValue('ENABLED') == 'ENABLED'`,
  message: 'alert is switched off',
  fix: 'set status = "ENABLED"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
