import { onCommandLine } from './command-line';
import { setsNo } from './settings';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const misfit: Rule = {
  id: 'SAI-ENG-006',
  name: 'engine-does-not-fit-policies',
  title: 'Settings that policies do not fit',
  severity: Severity.LOW,
  rationale:
    'Probes, network policies, the mesh and the device plug-in name ports, paths and devices. A server that uses others is not reached, or not by the way that was checked.',
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.MISFIT)),
  message: 'the engine serves or chooses devices in another way than probes, policies and the device plug-in expect',
  fix: 'remove the flag or variable; ports, paths and encryption are those of the pod, the mesh and the scheduler',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'] },
};
