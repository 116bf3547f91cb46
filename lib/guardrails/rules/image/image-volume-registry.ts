import { REGISTRIES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const imageVolumeRegistry: Rule = {
  id: 'SAI-IMG-005',
  name: 'image-volume-registry',
  title: 'Image volume from a registry that is not allowed',
  rationale: 'Artifacts of registries that nobody controls are not scanned or signed by your pipeline.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: String.raw`
    pod.spec.?volumes.orValue([]).all(volume,
      !has(volume.image)
      || (
        variables.params.registries.size() == 0
        ? volume.image.?reference.orValue('').matches(r'^[a-z0-9-]+\.[a-z0-9-]+\.cr\.aliyuncs\.com/')
        : variables.params.registries.exists(prefix,
          volume.image.?reference.orValue('').startsWith(prefix.endsWith('/') ? prefix : prefix + '/')
        )
      )
    )
  `,
  message: 'an image volume comes from a registry that is not allowed',
  fix: 'copy the artifact to your own registry, or allow its prefix',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03', 'LLM04'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
  params: { registries: REGISTRIES },
};
