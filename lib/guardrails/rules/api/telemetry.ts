import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const telemetry: Rule = {
  id: 'SAI-API-012',
  name: 'usage-statistics',
  title: 'Usage statistics sent',
  rationale: 'The engine reports its configuration to its vendor.',
  severity: Severity.LOW,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('vllm')}
    || container.?env.orValue([]).exists(variable,
      variable.name in ['VLLM_NO_USAGE_STATS', 'VLLM_DO_NOT_TRACK', 'DO_NOT_TRACK']
      && variable.?value.orValue('') == '1'
    )
  `),
  message: 'vLLM reports its configuration to its makers',
  fix: 'set VLLM_NO_USAGE_STATS=1',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
  },
};
