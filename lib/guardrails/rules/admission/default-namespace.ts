import { Rule } from '../rule';
import { Severity } from '../severity';

export const defaultNamespace: Rule = {
  id: 'SAI-ADM-007',
  name: 'default-namespace',
  title: 'Workload in the default namespace',
  rationale: 'The namespace has no quota and no policies.',
  severity: Severity.LOW,
  match: {
    subject: 'object',
    kinds: [
      { group: '', kinds: ['Pod'] },
      { group: 'apps', kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
      { group: 'batch', kinds: ['Job', 'CronJob'] },
    ],
  },
  cel: `!(object.metadata.?namespace.orValue('default') in ['', 'default'])`,
  message: 'workload lies in the namespace default, which has no limits and no policies',
  fix: 'set metadata.namespace',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.6.4'],
    owaspK8s: ['K05'],
  },
};
