import { Rule } from '../rule';
import { Severity } from '../severity';

export const controlPlaneLogs: Rule = {
  id: 'SAI-AUD-002',
  name: 'control-plane-logs-off',
  title: 'Control-plane logs off',
  rationale: 'Incidents of the control plane cannot be investigated.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `
    ['apiserver', 'kcm', 'scheduler'].all(component,
      component in resource.?control_plane_log_components.orValue([])
    )
  `,
  message: 'logs of the control plane are not kept',
  fix: 'set control_plane_log_components = ["apiserver", "kcm", "scheduler", "ccm", "controlplane-events"] with control_plane_log_ttl',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K10'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
