import { COMMAND_LINE, TERRAFORM_TOKEN } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const terraformTokenContainer: Rule = {
  id: 'SAI-ADM-009',
  name: 'terraform-token-container',
  title: 'Unresolved Terraform token in a container',
  rationale: 'The placeholder is applied to the cluster as it stands.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: `
    !${COMMAND_LINE}.matches(r'${TERRAFORM_TOKEN}')
    && !container.?image.orValue('').matches(r'${TERRAFORM_TOKEN}')
    && container.?env.orValue([]).all(variable, !variable.?value.orValue('').matches(r'${TERRAFORM_TOKEN}'))
  `,
  message: 'a placeholder of Terraform is written instead of its value',
  fix: 'decide the value in the program and give it to both sides',
  acknowledgeable: false,
  frameworks: {},
};
