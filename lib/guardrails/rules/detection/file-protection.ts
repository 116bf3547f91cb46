import { Rule } from '../rule';
import { Severity } from '../severity';

export const fileProtection: Rule = {
  id: 'SAI-DET-005',
  name: 'file-protection-alert-off',
  title: 'Core file protection without alert',
  rationale: 'Changes of system files go unnoticed.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_threat_detection_client_file_protect'] },
  cel: `resource.?rule_action.orValue('pass') == 'alert' && string(resource.?status.orValue('1')) != '0'`,
  message: 'changes of core files pass without an alert',
  fix: 'set rule_action = "alert"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: Runtime behavior monitoring'],
  },
};
