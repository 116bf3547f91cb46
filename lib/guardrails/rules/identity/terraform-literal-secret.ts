import { Rule } from '../rule';
import { Severity } from '../severity';

export const terraformLiteralSecret: Rule = {
  id: 'SAI-IDN-039',
  name: 'literal-secret-terraform',
  title: 'Literal secret in Terraform',
  rationale: 'It lies in the program, in its history, in plans and in the state.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['*'] },
  cel: 'resource.literalSecrets.size() == 0',
  message: 'argument holds a literal secret',
  fix: 'revoke it, and let what runs read its successor from a secrets manager or take a RAM role',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
