import { Rule } from '../rule';
import { Severity } from '../severity';

export const certificatesInState: Rule = {
  id: 'SAI-CLU-008',
  title: 'Administrator key in the state',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: 'resource.?skip_set_certificate_authority.orValue(false) == true',
  message: 'client key of the cluster administrator is written to the Terraform state',
  fix: 'set skip_set_certificate_authority = true',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
  },
};
