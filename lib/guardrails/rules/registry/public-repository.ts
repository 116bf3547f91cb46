import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicRepository: Rule = {
  id: 'SAI-REG-003',
  name: 'public-repository',
  title: 'Public repository',
  rationale: 'Anyone can pull the images and read what is in them.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_repo', 'alicloud_cr_repo'] },
  cel: `resource.?repo_type.orValue('PUBLIC') == 'PRIVATE'`,
  message: 'repository is public',
  fix: 'set repo_type = "PRIVATE"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM03'],
    atlas: ['AML.T0035'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
};
