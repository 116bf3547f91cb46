import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretInState: Rule = {
  id: 'SAI-IDN-027',
  name: 'secret-in-state',
  title: 'Secret in the Terraform state',
  rationale: 'Whoever reads the state file reads the secret in clear text.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_kms_secret'] },
  cel: `resource.?secret_data.orValue('') == ''`,
  message: 'data of the secret lies in the Terraform state in clear text',
  fix: 'create the secret outside Terraform and reference it by name',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
