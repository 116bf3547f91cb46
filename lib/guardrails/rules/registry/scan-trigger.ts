import { Rule } from '../rule';
import { Severity } from '../severity';

export const scanTrigger: Rule = {
  id: 'SAI-REG-006',
  name: 'manual-scan',
  title: 'Scans only by hand',
  rationale: 'New images are deployed before they are scanned.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cr_scan_rule'] },
  cel: `resource.?trigger_type.orValue('MANUAL') == 'AUTO'`,
  message: 'images are scanned only when somebody asks',
  fix: 'set trigger_type = "AUTO"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
