import { Rule } from '../rule';
import { Severity } from '../severity';

export const shareProcessNamespace: Rule = {
  id: 'SAI-POD-024',
  name: 'shared-process-namespace',
  title: 'Process namespace shared between containers',
  rationale: 'A compromised sidecar can read the memory and the files of the engine.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: '!pod.spec.?shareProcessNamespace.orValue(false)',
  message: 'containers of the pod see and signal the processes of each other',
  fix: 'remove shareProcessNamespace',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKBlockProcessNamespaceSharing',
};
