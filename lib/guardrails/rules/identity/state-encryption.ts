import { Rule } from '../rule';
import { Severity } from '../severity';

export const stateEncryption: Rule = {
  id: 'SAI-IDN-043',
  name: 'state-unencrypted',
  title: 'Terraform state not encrypted, or public',
  rationale: 'The state holds certificates of clusters and every value that a provider calls sensitive.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['backend.oss', 'backend.s3'] },
  cel: `resource.?encrypt.orValue(false) == true && resource.?acl.orValue('private') == 'private'`,
  message: 'state is not encrypted, or readable by others',
  fix: 'set encrypt = true and leave acl private',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
