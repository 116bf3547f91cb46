import { Rule } from '../rule';
import { Severity } from '../severity';

export const apparmorProfile: Rule = {
  id: 'SAI-POD-014',
  name: 'apparmor-unconfined',
  title: 'AppArmor profile Unconfined',
  rationale: 'AppArmor confines what a compromised process may do to files and capabilities.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?appArmorProfile.?type.orValue('RuntimeDefault') in ['RuntimeDefault', 'Localhost']
    && pod.spec.?securityContext.?appArmorProfile.?type.orValue('RuntimeDefault') in ['RuntimeDefault', 'Localhost']
  `,
  message: 'AppArmor is switched off',
  fix: 'remove appArmorProfile, or set its type to RuntimeDefault',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: AppArmor'],
    nsa: ['C-0055'],
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKPSPAppArmor',
};
