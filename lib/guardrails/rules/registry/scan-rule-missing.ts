import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated } from '../terraform-relations';

export const scanRuleMissing: Rule = {
  id: 'SAI-REG-009',
  name: 'scan-rule-missing',
  title: 'Scan rule missing',
  rationale: 'No image of the registry is scanned automatically.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_instance'] },
  cel: hasRelated('alicloud_cr_scan_rule.instance_id'),
  message: 'no scan rule covers the registry',
  fix: 'add an alicloud_cr_scan_rule with trigger_type = "AUTO"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
