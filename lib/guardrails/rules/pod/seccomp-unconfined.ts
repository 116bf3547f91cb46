import { Rule } from '../rule';
import { Severity } from '../severity';

export const seccompUnconfined: Rule = {
  id: 'SAI-POD-007',
  title: 'System calls not filtered',
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
