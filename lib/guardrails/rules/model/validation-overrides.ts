import { Rule } from '../rule';
import { Severity } from '../severity';

export const validationOverrides: Rule = {
  id: 'SAI-MDL-012',
  name: 'model-verification-weakened',
  title: 'Model signature verification weakened or skipped',
  rationale: 'An unverified model may have been replaced between training and serving.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?annotations.orValue({}).all(key,
      !(
        key in ['validation.ml.sigstore.dev/ignore-paths', 'validation.ml.sigstore.dev/ignore-unsigned-files', 'validation.ml.sigstore.dev/allow-symlinks', 'validation.ml.sigstore.dev/ignore-git-paths']
      )
      || pod.metadata.annotations[key] == 'false'
    )
    && pod.spec.?initContainers.orValue([]).all(container, container.name != 'model-validation')
  `,
  message: 'the pod weakens or skips the verification of its model signature',
  fix: 'remove the annotations of validation.ml.sigstore.dev, and name no init container model-validation',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.M0013', 'AML.M0014'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
