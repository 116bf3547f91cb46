import { TERRAFORM_TOKEN } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const terraformTokenData: Rule = {
  id: 'SAI-ADM-012',
  name: 'terraform-token-data',
  title: 'Unresolved Terraform token in a ConfigMap',
  rationale: 'The placeholder is applied to the cluster as it stands.',
  severity: Severity.CRITICAL,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ConfigMap'] }] },
  cel: `object.?data.orValue({}).all(key, !object.data[key].matches(r'${TERRAFORM_TOKEN}'))`,
  message: 'a placeholder of Terraform is written instead of its value',
  fix: 'decide the value in the program and give it to both sides',
  acknowledgeable: false,
  frameworks: {},
};
