import { Rule } from '../rule';
import { Severity } from '../severity';

/** Days that logs are kept at least: long enough to look back at an incident that is found late. */
export const MIN_RETENTION_DAYS = 180;

export const retention: Rule = {
  id: 'SAI-AUD-003',
  name: 'log-retention-short',
  title: 'Log retention too short',
  rationale: 'Logs are deleted before an incident is noticed; MLPS asks for six months.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_log_store'] },
  cel: 'double(resource.?retention_period.orValue(30)) >= double(variables.params.retentionDays)',
  message: 'logs are deleted before an incident may be noticed',
  fix: 'set retention_period to at least 180 days, or to the parameter retentionDays',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
  params: { retentionDays: { description: 'days that logs are kept at least', default: MIN_RETENTION_DAYS } },
};
