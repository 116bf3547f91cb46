import { Rule } from '../rule';
import { Severity } from '../severity';

export const ramWildcard: Rule = {
  id: 'SAI-IDN-022',
  name: 'ram-policy-wildcard',
  title: 'RAM policy with a wildcard',
  rationale: 'A wildcard also grants what later services and resources add.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_ram_policy', 'alicloud_resource_manager_policy'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || !(
        statement.notActions.size() > 0
        || statement.actions.exists(action, action.matches(r'^[^:]*\*|:\*+$'))
        || statement.resources.exists(name, name.matches(r'^\*+$|^acs:(\*|[a-z0-9-]+):\*:\*:\*+$'))
      )
    )
  `,
  message: 'RAM policy allows every action, or every resource',
  fix: 'list actions such as oss:GetObject, and the bucket and prefix they are for',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
