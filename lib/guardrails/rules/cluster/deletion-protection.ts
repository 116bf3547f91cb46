import { Rule } from '../rule';
import { Severity } from '../severity';

export const deletionProtection: Rule = {
  id: 'SAI-CLU-003',
  name: 'deletion-protection-off',
  title: 'Cluster deletion protection off',
  rationale: 'One call, or one mistaken apply, deletes the cluster.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: 'resource.?deletion_protection.orValue(false) == true',
  message: 'one call deletes the cluster',
  fix: 'set deletion_protection = true',
  acknowledgeable: true,
  frameworks: {},
};
