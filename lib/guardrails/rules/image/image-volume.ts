import { Rule } from '../rule';
import { Severity } from '../severity';

export const imageVolume: Rule = {
  id: 'SAI-IMG-004',
  name: 'image-volume-tag',
  title: 'Image volume not pinned by digest',
  rationale: 'Model artifacts behind a tag can be replaced after they were verified.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?volumes.orValue([]).all(volume,
      !has(volume.image) || volume.image.?reference.orValue('').matches(r'@sha256:[0-9a-f]{64}$')
    )
  `,
  message: 'an image volume is not pinned by digest',
  fix: 'name the artifact as registry/repository@sha256:…',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.T0010', 'AML.M0014'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
