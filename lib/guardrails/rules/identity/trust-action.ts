import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustAction: Rule = {
  id: 'SAI-IDN-029',
  name: 'trust-policy-without-effect',
  title: 'Trust policy that nobody can use',
  rationale: 'The name of an API is no action of a trust policy, so nothing can take the role.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: `
    resource.policyStatements.all(statement,
      !statement.actions.exists(action, action.startsWith('sts:assumerolewith'))
    )
  `,
  message: 'trust policy allows the name of an API, which is no action, so that nothing gets the role',
  fix: 'write the action sts:AssumeRole',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
