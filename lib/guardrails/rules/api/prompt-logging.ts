import { passes, switchedOff } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const promptLogging: Rule = {
  id: 'SAI-API-003',
  name: 'prompt-logging',
  title: 'Prompts written to logs',
  rationale: 'Prompts hold personal data and secrets, and logs are read by many.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    !${passes('enable-log-requests', 'enable-log-outputs', 'log-requests', 'log-requests-level', 'crash-dump-folder', 'enable-request-dump')}
    && !container.?env.orValue([]).exists(variable,
      variable.name == 'VLLM_LOGGING_LEVEL' && variable.?value.orValue('').upperAscii() == 'DEBUG'
    )
    && ${switchedOff('VLLM_DEBUG_LOG_API_SERVER_RESPONSE')}
  `,
  message: 'prompts or answers are written to logs or dumps',
  fix: 'remove the flag; keep VLLM_LOGGING_LEVEL at INFO',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
