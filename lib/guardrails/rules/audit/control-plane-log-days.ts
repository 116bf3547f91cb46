import { MIN_RETENTION_DAYS } from './retention';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const controlPlaneLogDays: Rule = {
  id: 'SAI-AUD-010',
  name: 'control-plane-log-retention-short',
  title: 'Control-plane logs deleted early',
  rationale: 'Logs are deleted before an incident is noticed; MLPS asks for six months.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `
    resource.?control_plane_log_components.orValue([]).size() == 0
    || double(resource.?control_plane_log_ttl.orValue('30')) >= double(variables.params.retentionDays)
  `,
  message: 'logs of the control plane are deleted before an incident may be noticed',
  fix: 'set control_plane_log_ttl to at least 180 days, or to the parameter retentionDays',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
  params: { retentionDays: { description: 'days that logs are kept at least', default: MIN_RETENTION_DAYS } },
};
