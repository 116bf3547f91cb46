import { annotatesNoSecret } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const literalSecretObjectAnnotation: Rule = {
  id: 'SAI-IDN-028',
  name: 'literal-secret-object-annotation',
  title: 'Literal secret in an annotation of an object',
  rationale: 'Whoever reads the manifest, its history or the API has the secret.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'object',
    kinds: [
      { group: '', kinds: ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'Service', 'ServiceAccount'] },
      { group: 'apps', kinds: ['DaemonSet', 'Deployment', 'StatefulSet'] },
      { group: 'batch', kinds: ['CronJob', 'Job'] },
    ],
  },
  cel: annotatesNoSecret('object'),
  message: 'an annotation of the object holds a literal secret',
  fix: 'revoke the key and mount its successor as a file',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
