import { Rule } from '../rule';
import { Severity } from '../severity';

export const trailEvents: Rule = {
  id: 'SAI-AUD-007',
  name: 'trail-events-partial',
  title: 'ActionTrail records a part of the events',
  rationale: 'Reads or writes of the account leave no trace.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_actiontrail_trail'] },
  cel: `resource.?event_rw.orValue('All') == 'All' && resource.?status.orValue('Enable') == 'Enable'`,
  message: 'trail leaves out reads or writes of the cloud account',
  fix: 'set event_rw = "All"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
