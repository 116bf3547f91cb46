import { given, onCommandLine, runsAny } from '../engine/command-line';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const queueBound: Rule = {
  id: 'SAI-API-006',
  name: 'queue-unbounded',
  title: 'Request queue without limit',
  rationale: 'Callers exhaust memory and time of the GPU with queued requests.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: onCommandLine(
    `!${runsAny('vllm', 'sglang')} || ${given('--max-num-queued-reqs', '--max-num-queued-tokens', '--max-queued-requests')}`,
  ),
  message: 'requests are queued without limit',
  fix: 'set --max-num-queued-reqs (vLLM) or --max-queued-requests (SGLang)',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0029', 'AML.T0034', 'AML.M0004'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
