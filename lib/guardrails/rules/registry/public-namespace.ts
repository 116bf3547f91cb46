import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicNamespace: Rule = {
  id: 'SAI-REG-001',
  name: 'public-registry-namespace',
  title: 'Public registry namespace',
  rationale: 'New repositories can be pulled by anyone.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_namespace', 'alicloud_cr_namespace'] },
  cel: `resource.?default_visibility.orValue('PUBLIC') == 'PRIVATE'`,
  message: 'repositories of the namespace are public',
  fix: 'set default_visibility = "PRIVATE"',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02', 'LLM03'],
    atlas: ['AML.T0035'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
};
