import { TERRAFORM_TOKEN } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const terraformTokenPod: Rule = {
  id: 'SAI-ADM-010',
  name: 'terraform-token-pod',
  title: 'Unresolved Terraform token in a pod',
  rationale: 'The placeholder is applied to the cluster as it stands.',
  severity: Severity.CRITICAL,
  match: { subject: 'pod' },
  cel: `
    [pod.?metadata.?labels.orValue({}), pod.?metadata.?annotations.orValue({})].all(texts,
      texts.all(key, !key.matches(r'${TERRAFORM_TOKEN}') && !texts[key].matches(r'${TERRAFORM_TOKEN}'))
    )
    && !pod.spec.?serviceAccountName.orValue('').matches(r'${TERRAFORM_TOKEN}')
  `,
  message: 'a placeholder of Terraform is written instead of its value',
  fix: 'decide the value in the program and give it to both sides',
  acknowledgeable: false,
  frameworks: {},
};
