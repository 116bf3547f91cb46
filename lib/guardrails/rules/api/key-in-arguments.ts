import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const keyInArguments: Rule = {
  id: 'SAI-API-002',
  name: 'api-key-in-arguments',
  title: 'API key in the arguments',
  rationale: 'Whoever may read pods, or the process list, reads the key.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.KEY_IN_SPEC)),
  message: 'a key is given on the command line, where everybody who may read the pod reads it',
  fix: 'mount it from a Secret as a file or a configuration file; let the mesh authenticate callers',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0012'],
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
