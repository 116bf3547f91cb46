import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketScan: Rule = {
  id: 'SAI-DET-003',
  name: 'bucket-scan-off',
  title: 'Bucket malware scan off',
  rationale: 'Malicious model files in the bucket are not found.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_threat_detection_oss_scan_config'] },
  cel: 'double(resource.?enable.orValue(0)) == 1.0',
  message: 'models in the bucket are not scanned for malware',
  fix: 'set enable = 1',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM04'],
    atlas: ['AML.M0016'],
    seed: ['Phase 3: Runtime behavior monitoring'],
  },
};
