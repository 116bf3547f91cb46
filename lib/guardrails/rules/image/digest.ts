import { Rule } from '../rule';
import { Severity } from '../severity';

export const digest: Rule = {
  id: 'SAI-IMG-001',
  name: 'image-tag',
  title: 'Image not pinned by digest',
  rationale: 'A tag can be moved to another image after it was reviewed and scanned; a digest cannot.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `container.?image.orValue('').matches(r'@sha256:[0-9a-f]{64}$')`,
  message: 'image is not pinned by digest',
  fix: 'name the image as registry/repository@sha256:…; a tag can be pointed at something else',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010', 'AML.M0014'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
  ackPolicy: 'ACKImageDigests',
};
