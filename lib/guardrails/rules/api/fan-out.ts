import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const fanOut: Rule = {
  id: 'SAI-API-007',
  name: 'request-fan-out',
  title: 'Unbounded completions per request',
  rationale: 'One small request can occupy the GPU for minutes.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('vllm')}
    || ['VLLM_MAX_N_SEQUENCES', 'VLLM_MAX_COMPLETION_PROMPTS'].all(name,
      container.?env.orValue([]).exists(variable,
        variable.name == name && variable.?value.orValue('').matches(r'^[1-9][0-9]{0,2}$')
      )
    )
  `),
  message: 'one request may ask for thousands of answers',
  fix: 'set VLLM_MAX_N_SEQUENCES and VLLM_MAX_COMPLETION_PROMPTS, for example to 4 and 16; the defaults are 16384 and 1024',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0029', 'AML.T0034', 'AML.M0004'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
