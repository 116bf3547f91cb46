import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const imagePolicyWarns: Rule = {
  id: 'SAI-ADM-006',
  title: 'Image signatures not enforced',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'policy.sigstore.dev', kinds: ['ClusterImagePolicy'] }] },
  cel: `
    object.?spec.?mode.orValue('enforce') == 'enforce'
    && object.?spec.?authorities.orValue([]).size() > 0
    && object.?spec.?authorities.orValue([]).all(authority, authority.?static.?action.orValue('fail') != 'pass')
  `,
  message: 'images pass without a valid signature',
  fix: 'set mode: enforce and an authority with a key or an identity',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
