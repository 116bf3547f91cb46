import { Rule } from '../rule';
import { Severity } from '../severity';

export const mutableTags: Rule = {
  id: 'SAI-REG-004',
  name: 'mutable-tags',
  title: 'Mutable tags',
  rationale: 'A tag can be moved to an image that nobody scanned.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_repo'] },
  cel: 'resource.?tag_immutability.orValue(false) == true',
  message: 'tags of the repository can be pointed at other images',
  fix: 'set tag_immutability = true',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
};
