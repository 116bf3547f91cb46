import { holdsNoSecret } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const literalSecretConfigMap: Rule = {
  id: 'SAI-IDN-013',
  name: 'literal-secret-config-map',
  title: 'Literal secret in a ConfigMap',
  rationale: 'ConfigMaps are not encrypted at rest, and many may read them.',
  severity: Severity.CRITICAL,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ConfigMap'] }] },
  cel: `object.?data.orValue({}).all(key, ${holdsNoSecret('object.data[key]')})`,
  message: 'ConfigMap holds a literal secret',
  fix: 'revoke the key, which is in the history of the manifest, and keep its successor in KMS Secrets Manager',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0055'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
