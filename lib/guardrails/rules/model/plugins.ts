import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const plugins: Rule = {
  id: 'SAI-MDL-006',
  name: 'unlisted-plugins',
  title: 'vLLM plug-ins not restricted',
  rationale: 'vLLM imports every installed plug-in unless a list names those that are wanted.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('vllm')}
    || container.?env.orValue([]).exists(variable, variable.name == 'VLLM_PLUGINS' && !has(variable.valueFrom))
  `),
  message: 'vLLM loads every plug-in that is installed',
  fix: 'set VLLM_PLUGINS to the plug-ins that are needed, or to an empty text',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0011'],
  },
};
