import { USER_OF_IMAGE } from '../autofix';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const runAsNonRoot: Rule = {
  id: 'SAI-POD-005',
  name: 'run-as-non-root',
  title: 'Container may run as root',
  rationale: 'Root in the container is root on the node when the container is escaped.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    pod.spec.?hostUsers.orValue(true) == false
    || (
      container.?securityContext.?runAsNonRoot.orValue(
        pod.spec.?securityContext.?runAsNonRoot.orValue(false)
      )
      && pod.spec.?securityContext.?runAsNonRoot.orValue(true)
    )
  `,
  message: 'container may run as root',
  fix: 'set runAsNonRoot: true in the securityContext of the pod, and no false in that of a container',
  autofix: {
    of: 'container',
    path: ['securityContext', 'runAsNonRoot'],
    value: true,
    doubts: [USER_OF_IMAGE],
  },
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Running as Non-root'],
    nsa: ['C-0013'],
    cis: ['5.2.7'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPAllowedUsers',
};
