import { MAY_BE_ROOT, PRIVILEGED } from '../autofix';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const capabilitiesDropped: Rule = {
  id: 'SAI-POD-004',
  name: 'capabilities-not-dropped',
  title: 'Linux capabilities not dropped',
  rationale: 'Default capabilities such as NET_RAW help an attacker, and inference needs none.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    (
      'ALL' in container.?securityContext.?capabilities.?drop.orValue([])
      && container.?securityContext.?capabilities.?add.orValue([]).all(capability, capability == 'NET_BIND_SERVICE')
    )
    || pod.spec.?os.?name.orValue('') == 'windows'
  `,
  message: 'container keeps kernel capabilities',
  fix: 'set securityContext.capabilities.drop: ["ALL"] and add at most NET_BIND_SERVICE',
  autofix: {
    of: 'container',
    path: ['securityContext', 'capabilities', 'drop'],
    value: ['ALL'],
    doubts: [PRIVILEGED, MAY_BE_ROOT],
  },
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Capabilities'],
    nsa: ['C-0046'],
    cis: ['5.2.9'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
  ackPolicy: 'ACKPSPCapabilities',
};
