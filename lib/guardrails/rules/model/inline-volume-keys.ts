import { ACCESS_KEY, WEAK_OPTIONS } from './csi-attributes';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const inlineVolumeKeys: Rule = {
  id: 'SAI-MDL-033',
  name: 'inline-volume-keys',
  title: 'Inline volume with a long-term key or without TLS',
  rationale:
    'Whoever may read the pod has the key, and weights that are read over plain HTTP can be changed on the way.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.?spec.?volumes.orValue([]).all(volume,
      [volume.?csi.?volumeAttributes.orValue({})].all(attributes, attributes.all(key,
        !key.matches(r'${ACCESS_KEY}')
        && !attributes[key].startsWith('http://')
        && !attributes[key].matches(r'${WEAK_OPTIONS}')
      ))
      && volume.?flexVolume.?options.orValue({}).all(key, !key.matches(r'${ACCESS_KEY}'))
    )
  `,
  message: 'an inline volume holds a long-term key, or reads weights without TLS or its check',
  fix: 'use a PersistentVolume with authType: rrsa and a role of its own',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0025'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
