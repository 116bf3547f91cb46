import { Rule } from '../rule';
import { Severity } from '../severity';

export const capabilitiesAdded: Rule = {
  id: 'SAI-POD-003',
  name: 'added-capabilities',
  title: 'Dangerous Linux capabilities added',
  rationale: "Added capabilities let a process leave its container or act on the node's network.",
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?capabilities.?add.orValue([]).all(capability,
      capability in ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT']
    )
  `,
  message: 'container adds kernel capabilities that reach beyond it',
  fix: 'remove the capabilities from securityContext.capabilities.add',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: Capabilities'],
    nsa: ['C-0046'],
    cis: ['5.2.8'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPCapabilities',
};
