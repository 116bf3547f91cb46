import { Rule } from '../rule';
import { Severity } from '../severity';

export const autoCreate: Rule = {
  id: 'SAI-REG-002',
  name: 'registry-auto-create',
  title: 'Repositories created by push',
  rationale: 'Repositories appear that no scan rule or policy covers.',
  severity: Severity.LOW,
  match: { subject: 'terraform', types: ['alicloud_cr_ee_namespace'] },
  cel: 'resource.?auto_create.orValue(true) == false',
  message: 'a push creates repositories that no rule was written for',
  fix: 'set auto_create = false and declare repositories',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
};
