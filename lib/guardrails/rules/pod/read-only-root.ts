import { Rule } from '../rule';
import { Severity } from '../severity';

export const readOnlyRoot: Rule = {
  id: 'SAI-POD-021',
  name: 'writable-root-filesystem',
  title: 'Writable root file system',
  rationale: 'A writable root file system lets an attacker install tools and change the engine.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: 'container.?securityContext.?readOnlyRootFilesystem.orValue(false)',
  message: 'root file system is writable',
  fix: 'set securityContext.readOnlyRootFilesystem: true and mount an emptyDir where the engine writes',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0017'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPReadOnlyRootFilesystem',
};
