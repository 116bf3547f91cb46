import { Rule } from '../rule';
import { Severity } from '../severity';

export const procMount: Rule = {
  id: 'SAI-POD-016',
  name: 'proc-mount',
  title: 'Unmasked /proc',
  rationale: 'An unmasked /proc exposes kernel settings that lead out of the container.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `container.?securityContext.?procMount.orValue('Default') == 'Default'`,
  message: '/proc of the container is not masked',
  fix: 'remove securityContext.procMount',
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: /proc Mount Type'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
  },
  ackPolicy: 'ACKPSPProcMount',
};
