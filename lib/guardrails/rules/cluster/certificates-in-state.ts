import { Rule } from '../rule';
import { Severity } from '../severity';

export const certificatesInState: Rule = {
  id: 'SAI-CLU-008',
  name: 'certificates-in-state',
  title: 'Administrator certificate in the Terraform state',
  rationale: 'Whoever reads the state file is administrator of the cluster.',
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
