import { Rule } from '../rule';
import { Severity } from '../severity';

export const apparmor: Rule = {
  id: 'SAI-POD-013',
  name: 'apparmor-annotation-unconfined',
  title: 'AppArmor disabled by annotation',
  rationale: 'AppArmor confines what a compromised process may do to files and capabilities.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?annotations.orValue({}).all(key,
      !key.startsWith('container.apparmor.security.beta.kubernetes.io/')
      || pod.metadata.annotations[key] in ['', 'runtime/default']
      || pod.metadata.annotations[key].startsWith('localhost/')
    )
  `,
  message: 'an annotation switches AppArmor off',
  fix: 'remove the annotation container.apparmor.security.beta.kubernetes.io/…',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: AppArmor'],
    nsa: ['C-0055'],
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKPSPAppArmor',
};
