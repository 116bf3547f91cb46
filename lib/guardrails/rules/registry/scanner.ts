import { Rule } from '../rule';
import { Severity } from '../severity';

export const scanner: Rule = {
  id: 'SAI-REG-005',
  name: 'scanner-off',
  title: 'Image scanner off',
  rationale: 'Vulnerable images reach the cluster unnoticed.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_instance'] },
  cel: `resource.?image_scanner.orValue('DISABLE') in ['ACR', 'SAS']`,
  message: 'images of the registry are not scanned',
  fix: 'set image_scanner = "SAS"; the engine ACR may fail on the large layers of AI images',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0016'],
    seed: ['Phase 1: Comprehensive image scanning'],
  },
};
