import { COMMAND_LINE, holdsNoSecret } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const literalSecretArguments: Rule = {
  id: 'SAI-IDN-006',
  name: 'literal-secret-arguments',
  title: 'Literal secret in arguments',
  rationale: 'Whoever reads the manifest, its history or the process list has the secret.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: holdsNoSecret(COMMAND_LINE),
  message: 'a command or argument holds a literal secret',
  fix: 'revoke the key, which is in the history of the manifest, and mount its successor as a file',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
