import { Rule } from '../rule';
import { Severity } from '../severity';

export const providerCredentials: Rule = {
  id: 'SAI-IDN-038',
  name: 'provider-credentials',
  title: 'Credentials in a provider or backend block',
  rationale: 'Whoever reads the program, its history or a saved plan takes over the account.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'terraform',
    types: [
      'provider.alicloud',
      'provider.kubernetes',
      'provider.kubectl',
      'provider.helm',
      'backend.oss',
      'backend.s3',
      'backend.http',
    ],
  },
  cel: `
    [
      resource.?access_key.orValue(''), resource.?secret_key.orValue(''), resource.?security_token.orValue(''),
      resource.?token.orValue(''), resource.?password.orValue(''), resource.?client_key.orValue('')
    ].all(value, value == '')
  `,
  message: 'block of a provider or backend holds credentials',
  fix: 'remove them: Terraform finds credentials where it runs, such as a RAM role of the pipeline',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
