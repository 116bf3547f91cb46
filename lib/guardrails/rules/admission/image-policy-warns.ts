import { Rule } from '../rule';
import { Severity } from '../severity';

export const imagePolicyWarns: Rule = {
  id: 'SAI-ADM-006',
  name: 'image-policy-not-enforced',
  title: 'Image signatures not enforced',
  rationale: 'Images without a valid signature are admitted.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'policy.sigstore.dev', kinds: ['ClusterImagePolicy'] }] },
  cel: String.raw`
    object.?spec.?mode.orValue('enforce') == 'enforce'
    && object.?spec.?authorities.orValue([]).size() > 0
    && (
      object.?spec.?authorities.orValue([]).all(authority, authority.?static.?action.orValue('fail') != 'pass')
      || (
        object.?spec.?images.orValue([]).size() > 0
        && object.?spec.?images.orValue([]).all(image,
          image.?glob.orValue('').matches(r'^([a-z0-9-]+\.)+[a-z0-9-]+(:[0-9]+)?/[a-z0-9._-]+/')
        )
      )
    )
  `,
  message: 'images pass without a valid signature',
  fix: 'set mode: enforce and an authority with a key or an identity; let pass only what a registry and a path name',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
