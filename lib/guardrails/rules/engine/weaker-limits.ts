import { onCommandLine } from './command-line';
import { setsNo } from './settings';
import { SettingDanger } from '../../../engines/setting-danger';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const weakerLimits: Rule = {
  id: 'SAI-ENG-004',
  name: 'engine-limits-off',
  title: 'Limits switched off',
  severity: Severity.MEDIUM,
  rationale: 'Without its limits one caller can keep the engine busy, end it, or take part in the requests of others.',
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.WEAKER_LIMITS)),
  message: 'a limit on what callers may ask for is switched off',
  fix: 'remove the flag or variable',
  acknowledgeable: true,
  frameworks: { owaspLlm: ['LLM10'], atlas: ['AML.T0049'], seed: ['Typical attack paths: API operation attacks'] },
};
