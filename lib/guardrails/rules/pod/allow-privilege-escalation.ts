import { PRIVILEGED, SYS_ADMIN } from '../autofix';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const allowPrivilegeEscalation: Rule = {
  id: 'SAI-POD-002',
  name: 'privilege-escalation',
  title: 'Privilege escalation allowed',
  rationale: 'A setuid program in the image can give a process more privileges than its parent has.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?allowPrivilegeEscalation.orValue(true) == false
    || pod.spec.?os.?name.orValue('') == 'windows'
  `,
  message: 'container may gain more privileges than its parent process',
  fix: 'set securityContext.allowPrivilegeEscalation: false',
  autofix: {
    of: 'container',
    path: ['securityContext', 'allowPrivilegeEscalation'],
    value: false,
    doubts: [PRIVILEGED, SYS_ADMIN],
  },
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Privilege Escalation'],
    nsa: ['C-0016'],
    cis: ['5.2.6'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPAllowPrivilegeEscalationContainer',
};
