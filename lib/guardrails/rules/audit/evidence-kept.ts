import { Rule } from '../rule';
import { Severity } from '../severity';

export const evidenceKept: Rule = {
  id: 'SAI-AUD-004',
  name: 'evidence-deleted-with-cluster',
  title: 'Audit logs deleted with the cluster',
  rationale: 'Deleting the cluster also deletes the evidence.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `
    ['SLS_Data', 'SLS_ControlPlane'].all(kind,
      resource.?delete_options.orValue([]).exists(option,
        option.?resource_type.orValue('') == kind && option.?delete_mode.orValue('delete') == 'retain'
      )
    )
  `,
  message: 'audit logs are deleted together with the cluster',
  fix: 'add delete_options with delete_mode = "retain" for SLS_Data and SLS_ControlPlane',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
