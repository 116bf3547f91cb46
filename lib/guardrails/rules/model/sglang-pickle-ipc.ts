import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sglangPickleIpc: Rule = {
  id: 'SAI-MDL-004',
  name: 'sglang-pickle-ipc',
  title: 'SGLang passes pickles between its processes',
  rationale: 'Whoever reaches the sockets between the processes of the engine can run code in it.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('sglang')}
    || container.?env.orValue([]).exists(variable,
      variable.name == 'SGLANG_USE_PICKLE_IPC' && variable.?value.orValue('') in ['0', 'false', 'False']
    )
  `),
  message: 'SGLang passes pickles between its processes, which is its default',
  fix: 'set SGLANG_USE_PICKLE_IPC=0',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0011.000'],
    seed: ['Security risks: Model file execution risks'],
  },
};
