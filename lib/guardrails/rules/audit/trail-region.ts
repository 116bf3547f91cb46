import { Rule } from '../rule';
import { Severity } from '../severity';

export const trailRegion: Rule = {
  id: 'SAI-AUD-011',
  name: 'trail-of-one-region',
  title: 'ActionTrail of one region',
  rationale: 'Acts in other regions, where nobody looks, leave no trace.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_actiontrail_trail'] },
  cel: `resource.?trail_region.orValue('All') == 'All'`,
  message: 'trail records one region only',
  fix: 'set trail_region = "All"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
