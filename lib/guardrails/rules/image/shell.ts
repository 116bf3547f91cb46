import { Rule } from '../rule';
import { Severity } from '../severity';

export const shell: Rule = {
  id: 'SAI-IMG-003',
  name: 'shell-entrypoint',
  title: 'Container starts through a shell',
  rationale: 'A shell in the image helps an attacker, and it expands arguments before the engine reads them.',
  severity: Severity.LOW,
  match: { subject: 'container' },
  cel: `
    !(
      container.?command.orValue([]) + container.?args.orValue([])
    ).exists(word, word.matches(r'^(/usr)?(/bin/)?(ba|da|a|z|k)?sh$'))
  `,
  message: 'container starts through a shell, so the image needs one and arguments are evaluated',
  fix: 'start the engine directly: command: ["vllm", "serve"], values in args or env',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0072'],
    seed: ['Phase 1: Use minimal base images'],
  },
};
