import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustAction: Rule = {
  id: 'SAI-IDN-029',
  title: 'Role that nobody can take',
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
