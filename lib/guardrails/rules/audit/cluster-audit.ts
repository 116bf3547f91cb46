import { Rule } from '../rule';
import { Severity } from '../severity';

export const clusterAudit: Rule = {
  id: 'SAI-AUD-001',
  name: 'cluster-audit-off',
  title: 'Kubernetes audit log off',
  rationale: 'Attacks on the API server leave no trace.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: 'resource.?audit_log_config.orValue([]).exists(config, config.?enabled.orValue(false) == true)',
  message: 'calls of the Kubernetes API are not recorded',
  fix: 'set audit_log_config { enabled = true }',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0067'],
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
