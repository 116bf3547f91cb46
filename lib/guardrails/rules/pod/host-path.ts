import { Rule } from '../rule';
import { Severity } from '../severity';

export const hostPath: Rule = {
  id: 'SAI-POD-010',
  name: 'host-path',
  title: 'hostPath volume',
  rationale: 'A hostPath volume reads or changes files of the node and of other pods.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: 'pod.spec.?volumes.orValue([]).all(volume, !has(volume.hostPath))',
  message: 'pod mounts a directory of the node',
  fix: 'use an emptyDir, a persistentVolumeClaim or an image volume instead of hostPath',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: HostPath Volumes'],
    cis: ['5.2.11'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
  ackPolicy: 'ACKPSPHostFilesystem',
};
