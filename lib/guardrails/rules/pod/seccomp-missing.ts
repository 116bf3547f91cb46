import { PRIVILEGED } from '../autofix';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const seccompMissing: Rule = {
  id: 'SAI-POD-008',
  name: 'seccomp-missing',
  title: 'No seccomp profile',
  rationale: 'Without a profile, the container runtime applies none, and every system call can be attacked.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?seccompProfile.?type.orValue(
      pod.spec.?securityContext.?seccompProfile.?type.orValue('')
    ) in ['RuntimeDefault', 'Localhost']
    || pod.spec.?os.?name.orValue('') == 'windows'
  `,
  message: 'container has no seccomp profile',
  fix: 'set securityContext.seccompProfile.type: RuntimeDefault on the pod, so that injected containers have it too',
  autofix: {
    of: 'pod',
    path: ['securityContext', 'seccompProfile', 'type'],
    value: 'RuntimeDefault',
    doubts: [PRIVILEGED],
  },
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Seccomp'],
    nsa: ['C-0055'],
    cis: ['5.6.2'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPSeccomp',
};
