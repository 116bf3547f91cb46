import { onCommandLine, runsAny } from '../engine/command-line';
import { COMMAND_LINE, SERVING_CONTAINERS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const modelSignature: Rule = {
  id: 'SAI-MDL-022',
  name: 'model-not-verified',
  title: 'Model signature not verified before loading',
  rationale: 'Anyone who can write to the model store can replace an unsigned model.',
  severity: Severity.LOW,
  match: { subject: 'pod' },
  // two patterns and no `.*` between them, which takes quadratic time where the second one is nowhere
  cel: String.raw`
    !${SERVING_CONTAINERS}.exists(container, !${onCommandLine(`!${runsAny('vllm', 'sglang')}`)})
    || pod.spec.?initContainers.orValue([]).exists(container,
      [${COMMAND_LINE}].exists(line,
        (line.matches(r'(model[_-]signing|cosign|notation)\s') && line.matches(r'\sverify'))
        || (line.matches(r'model-guard\.js\s+verify\s') && line.matches(r'\s--(digest|signature)\b'))
      )
    )
    || pod.?metadata.?labels[?'validation.ml.sigstore.dev/ml'].orValue('') != ''
  `,
  message: 'nothing verifies the signature of the model before it is loaded',
  fix: 'set modelVerification, or add an init container that runs model_signing verify on the mounted model',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.M0013', 'AML.M0014'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
