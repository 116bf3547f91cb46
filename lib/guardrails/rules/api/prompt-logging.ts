import { SettingDanger } from '../../../engines/setting-danger';
import { onCommandLine } from '../engine/command-line';
import { setsNo } from '../engine/settings';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const promptLogging: Rule = {
  id: 'SAI-API-003',
  name: 'prompt-logging',
  title: 'Prompts written to logs',
  rationale: 'Prompts hold personal data and secrets, and logs are read by many.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(setsNo(SettingDanger.LOGGED_PROMPTS)),
  message: 'prompts or answers are written to logs or dumps',
  fix: 'remove the flag; keep VLLM_LOGGING_LEVEL at INFO',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
