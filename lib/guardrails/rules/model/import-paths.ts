import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const importPaths: Rule = {
  id: 'SAI-MDL-005',
  name: 'code-import-flag',
  title: 'Flag that imports code into the engine',
  rationale: 'Code that is imported by a flag is not part of the scanned image of the engine.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.LOADED_CODE)),
  message: 'a flag makes the engine import code that is not part of it',
  fix: 'remove the flag and build what it loads into a scanned image',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0011'],
    seed: ['Security risks: Model file execution risks'],
  },
};
