import { Rule } from '../rule';
import { Severity } from '../severity';

export const windowsHostProcess: Rule = {
  id: 'SAI-POD-019',
  name: 'windows-host-process',
  title: 'Windows HostProcess container',
  rationale: 'A HostProcess container runs on the node itself.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: `
    !container.?securityContext.?windowsOptions.?hostProcess.orValue(false)
    && !pod.spec.?securityContext.?windowsOptions.?hostProcess.orValue(false)
  `,
  message: 'container is a process of the Windows node',
  fix: 'remove windowsOptions.hostProcess',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: HostProcess'],
    cis: ['5.2.10'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
  },
};
