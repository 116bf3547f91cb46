import { Rule } from '../rule';
import { Severity } from '../severity';

export const scanRuleMissing: Rule = {
  id: 'SAI-REG-009',
  name: 'scan-rule-missing',
  title: 'Scan rule missing',
  rationale: 'No image of the registry is scanned automatically.',
  severity: Severity.HIGH,
  match: { subject: 'stack' },
  cel: `
    resources.?alicloud_cr_ee_instance.orValue([]).size() == 0
    || resources.?alicloud_cr_scan_rule.orValue([]).size() > 0
  `,
  message: 'no scan rule covers the registry',
  fix: 'add an alicloud_cr_scan_rule with trigger_type = "AUTO"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
