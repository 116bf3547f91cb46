import { passes } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const callerTensors: Rule = {
  id: 'SAI-API-008',
  name: 'caller-tensors',
  title: 'Tensors or templates from callers',
  rationale: 'Deserializing tensors and rendering templates of callers has led to code execution.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `!${passes('enable-prompt-embeds', 'enable-mm-embeds', 'trust-request-chat-template', 'trust-request-mm-kwargs', 'enable-return-hidden-states')}`,
  message: 'callers send tensors or templates that the engine trusts',
  fix: 'remove the flag (CVE-2025-62164, CVE-2025-62426, CVE-2026-56340)',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM10'],
    atlas: ['AML.T0049'],
    seed: ['Typical attack paths: API operation attacks'],
  },
};
