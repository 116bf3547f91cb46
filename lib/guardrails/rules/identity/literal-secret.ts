import { judgedByText } from './literal-secret-places';
import { literalSecretsOf } from '../../../effective/secrets/secrets';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const literalSecret: ModelRule = {
  id: 'SAI-IDN-033',
  name: 'literal-secret',
  title: 'Literal secret',
  rationale: 'A value in a manifest is read by everybody who reads the repository, and stays in its history.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'every text of every object, also what is encoded in it as JSON, YAML, properties or base64',
    inCluster:
      'CEL cannot decode texts, or walk over fields that it does not name; ' +
      'SAI-IDN-005, -006, -007, -013 and -028 stand in for it where keys of known forms usually are',
  },
  judge: ({ objects }) =>
    objects.flatMap((subject) => {
      const secrets = literalSecretsOf(subject).filter((secret) => !judgedByText(subject, secret));
      return secrets.length === 0
        ? [{ subject, path: '' }]
        : secrets.map(({ path, name, what }) => ({ subject, path, flaw: name === '' ? what : `${what} (${name})` }));
    }),
  message: 'an object holds a literal secret',
  fix: 'revoke it, since it is in the history of the manifest, and mount its successor as a file',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
