import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretInManifest: Rule = {
  id: 'SAI-IDN-012',
  name: 'secret-data-in-manifest',
  title: 'Secret data in a manifest',
  rationale: 'Secret data in a repository is in its history for ever, base64 is no encryption.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Secret'] }] },
  cel: `
    object.?type.orValue('Opaque') == 'kubernetes.io/service-account-token'
    || (object.?data.orValue({}).size() == 0 && object.?stringData.orValue({}).size() == 0)
  `,
  message: 'manifest holds the data of a Secret, as does the repository it lies in',
  fix: 'keep the value in KMS Secrets Manager and sync or mount it (SecretProviderClass)',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    cis: ['5.4.2'],
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
