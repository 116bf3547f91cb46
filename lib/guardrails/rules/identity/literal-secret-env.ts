import { holdsNoSecret } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const literalSecretEnv: Rule = {
  id: 'SAI-IDN-005',
  name: 'literal-secret-env',
  title: 'Literal secret in an environment variable',
  rationale: 'Whoever reads the manifest, its history or the API has the secret.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: `container.?env.orValue([]).all(variable, ${holdsNoSecret("variable.?value.orValue('')")})`,
  message: 'a variable holds a literal secret',
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
