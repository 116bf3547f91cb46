import { Rule } from '../rule';
import { Severity } from '../severity';

export const seccompUnconfined: Rule = {
  id: 'SAI-POD-007',
  name: 'seccomp-unconfined',
  title: 'Seccomp profile Unconfined',
  rationale: 'Without a filter, every system call of the kernel can be attacked.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?seccompProfile.?type.orValue('RuntimeDefault') in ['RuntimeDefault', 'Localhost']
    && pod.spec.?securityContext.?seccompProfile.?type.orValue('RuntimeDefault') in ['RuntimeDefault', 'Localhost']
  `,
  message: 'seccomp is switched off',
  fix: 'set seccompProfile.type: RuntimeDefault',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: Seccomp'],
    nsa: ['C-0055'],
    cis: ['5.6.2'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPSeccomp',
};
