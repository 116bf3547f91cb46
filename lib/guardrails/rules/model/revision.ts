import { COMMAND_LINE } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const revision: Rule = {
  id: 'SAI-MDL-011',
  name: 'mutable-model-revision',
  title: 'Model revision is a branch or a tag',
  rationale: 'A branch or tag of a model repository can be moved to other files.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: String.raw`
    !${COMMAND_LINE}.matches(r'(^|\s)--(tokenizer[-_]|code[-_])?revision([= ]|$)')
    || !${COMMAND_LINE}.matches(
      r'(^|\s)--(tokenizer[-_]|code[-_])?revision[= ]([^0-9a-f\s]|[0-9a-f]{1,39}([^0-9a-f]|$)|[0-9a-f]{41,}|$|\s)'
    )
  `,
  message: 'a model revision is a branch or a tag, which can move',
  fix: 'give the 40 hexadecimal digits of a commit, or mount the model by digest',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
