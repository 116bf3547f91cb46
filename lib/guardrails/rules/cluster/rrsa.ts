import { Rule } from '../rule';
import { Severity } from '../severity';

export const rrsa: Rule = {
  id: 'SAI-CLU-006',
  name: 'rrsa-disabled',
  title: 'RRSA disabled',
  rationale: 'Pods fall back to the RAM role of the node or to long-term keys.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: 'resource.?enable_rrsa.orValue(false) == true',
  message: 'pods can only use the RAM role of their node or long-term AccessKeys',
  fix: 'set enable_rrsa = true',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
