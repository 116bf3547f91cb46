import { Rule } from '../rule';
import { Severity } from '../severity';

export const runAsUserRoot: Rule = {
  id: 'SAI-POD-006',
  name: 'run-as-user-root',
  title: 'Container runs as UID 0',
  rationale: 'Root in the container is root on the node when the container is escaped.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    pod.spec.?hostUsers.orValue(true) == false
    || (
      container.?securityContext.?runAsUser.orValue(1) > 0
      && pod.spec.?securityContext.?runAsUser.orValue(1) > 0
    )
  `,
  message: 'container runs as user 0, which is root',
  fix: 'set runAsUser to a number above 0, for example 1001',
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Running as Non-root user'],
    nsa: ['C-0013'],
    cis: ['5.2.7'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPAllowedUsers',
};
