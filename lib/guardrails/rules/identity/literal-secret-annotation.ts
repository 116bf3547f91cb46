import { annotatesNoSecret } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const literalSecretAnnotation: Rule = {
  id: 'SAI-IDN-007',
  name: 'literal-secret-annotation',
  title: 'Literal secret in a pod annotation',
  rationale: 'Whoever reads the manifest, its history or the API has the secret.',
  severity: Severity.CRITICAL,
  match: { subject: 'pod' },
  cel: annotatesNoSecret('pod'),
  message: 'an annotation holds a literal secret',
  fix: 'revoke the key and mount its successor as a file',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
