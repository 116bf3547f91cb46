import { Rule } from '../rule';
import { Severity } from '../severity';

export const accessKeyResource: Rule = {
  id: 'SAI-IDN-026',
  name: 'access-key-resource',
  title: 'AccessKey created by Terraform',
  rationale: 'The secret of the key is stored in the Terraform state.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_access_key'] },
  cel: `resource.?status.orValue('Active') == 'Inactive'`,
  message: 'a long-term AccessKey is active, and lies in the Terraform state',
  fix: 'use RRSA for pods and roles for people',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03', 'K08'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
