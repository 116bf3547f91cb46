import { onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const offline: Rule = {
  id: 'SAI-MDL-007',
  name: 'hub-access-at-runtime',
  title: 'Model hub reachable while serving',
  rationale: 'A model that is fetched at start-up can differ from the one that was verified.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(`
    !${runsAny('vllm', 'sglang')}
    || ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'].all(name,
      container.?env.orValue([]).exists(variable,
        variable.name == name && variable.?value.orValue('') in ['1', 'true', 'True', 'TRUE', 'ON', 'YES']
      )
    )
  `),
  message: 'the engine may fetch model files while it serves',
  fix: 'set HF_HUB_OFFLINE=1 and TRANSFORMERS_OFFLINE=1 and mount the model',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
