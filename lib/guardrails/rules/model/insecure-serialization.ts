import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const insecureSerialization: Rule = {
  id: 'SAI-MDL-003',
  name: 'insecure-serialization',
  title: 'Pickle accepted from files or other processes',
  rationale: 'Deserializing a pickle from an untrusted peer is remote code execution.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.UNSAFE_MESSAGES)),
  message: 'pickle is accepted from files or other processes',
  fix: 'remove the variable, or set it to 0',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0011.000', 'AML.M0011'],
    seed: ['Security risks: Model file execution risks'],
  },
};
