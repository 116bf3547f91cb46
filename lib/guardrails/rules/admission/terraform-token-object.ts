import { TERRAFORM_TOKEN } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const terraformTokenObject: Rule = {
  id: 'SAI-ADM-011',
  name: 'terraform-token-object',
  title: 'Unresolved Terraform token in an object',
  rationale: 'The placeholder is applied to the cluster as it stands.',
  severity: Severity.CRITICAL,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ServiceAccount', 'ConfigMap', 'Namespace', 'Service'] }] },
  cel: `
    object.metadata.?annotations.orValue({}).all(key,
      !object.metadata.annotations[key].matches(r'${TERRAFORM_TOKEN}')
    )
    && object.metadata.?labels.orValue({}).all(key, !object.metadata.labels[key].matches(r'${TERRAFORM_TOKEN}'))
  `,
  message: 'a placeholder of Terraform is written instead of its value',
  fix: 'decide the value in the program and give it to both sides',
  acknowledgeable: false,
  frameworks: {},
};
