import { Rule } from '../rule';
import { Severity } from '../severity';

export const periodicScan: Rule = {
  id: 'SAI-DET-002',
  name: 'periodic-scan-off',
  title: 'Periodic scan off',
  rationale: 'Malware on nodes is found late or never.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_threat_detection_cycle_task'] },
  cel: 'double(resource.?enable.orValue(0)) == 1.0',
  message: 'the periodic scan is switched off',
  fix: 'set enable = 1',
  acknowledgeable: true,
  frameworks: {
    atlas: ['AML.M0016'],
    seed: ['Phase 3: Runtime behavior monitoring'],
  },
};
