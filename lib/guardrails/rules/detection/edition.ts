import { Rule } from '../rule';
import { Severity } from '../severity';

export const edition: Rule = {
  id: 'SAI-DET-001',
  name: 'edition-without-container-detection',
  title: 'Security Center edition without container detection',
  rationale: 'The edition raises no alerts for containers.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_threat_detection_instance'] },
  cel: `
    resource.?version_code.orValue('') in ['level2', 'level8']
    || double(resource.?post_paid_host_auto_bind_version.orValue(0)) in [3.0, 7.0]
  `,
  message: 'this edition of Security Center does not watch containers',
  fix: 'set version_code = "level8" (Ultimate) or "level2" (Enterprise), or post_paid_host_auto_bind_version = 7',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: Runtime behavior monitoring'],
  },
};
