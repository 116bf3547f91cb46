import { Rule } from '../rule';
import { Severity } from '../severity';

export const numericUser: Rule = {
  id: 'SAI-POD-025',
  name: 'user-of-image',
  title: 'User decided by the image',
  rationale: 'A new image can change the user without a change in the manifest.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    has(container.securityContext)
    && has(container.securityContext.runAsUser)
    || has(pod.spec.securityContext)
    && has(pod.spec.securityContext.runAsUser)
  `,
  message: 'the image decides which user runs',
  fix: 'set runAsUser, for example 1001, with HOME, USER and LOGNAME that fit it',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0013'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPAllowedUsers',
};
