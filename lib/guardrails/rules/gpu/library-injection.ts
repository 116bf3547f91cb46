import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const libraryInjection: Rule = {
  id: 'SAI-GPU-003',
  name: 'library-injection',
  title: 'Libraries injected by environment variable',
  rationale: 'LD_PRELOAD led out of the container in CVE-2025-23266.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.INJECTED_LIBRARIES)),
  message: 'the environment loads other code into the engine or the GPU hook, or skips its checks',
  fix: 'remove the variable; LD_PRELOAD was the way of CVE-2025-23266 out of the container',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0105', 'AML.M0011'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
};
