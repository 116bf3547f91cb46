import { onCommandLine } from './command-line';
import { setsNo } from './settings';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const toldCallers: Rule = {
  id: 'SAI-ENG-005',
  name: 'engine-internals-exposed',
  title: 'Internals told to callers',
  severity: Severity.MEDIUM,
  rationale:
    'Prompts of other callers, chat templates and environment variables help an attacker, and may hold personal data.',
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.TOLD_CALLERS)),
  message: 'callers read configuration, templates or the prompts of others',
  fix: 'remove the flag or variable',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM07'],
    atlas: ['AML.T0024'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
