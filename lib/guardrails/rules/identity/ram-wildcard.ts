import { Rule } from '../rule';
import { Severity } from '../severity';

export const ramWildcard: Rule = {
  id: 'SAI-IDN-022',
  title: 'RAM policy with wildcard',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_ram_policy'] },
  cel: String.raw`
    !(resource.?policy_document.orValue('') + resource.?document.orValue('')).matches(
      r'"(Action|NotAction)"\s*:\s*(\[[^\]]*)?"(\*|[a-z0-9-]+:\*)"|"Resource"\s*:\s*(\[[^\]]*)?"(\*|acs:\*:\*:\*:\*|acs:[a-z0-9-]+:\*:\*:\*)"|"NotAction"'
    )
    && resource.?statement.orValue([]).all(statement,
      statement.?effect.orValue('Allow') != 'Allow'
      || !(
        statement.?action.orValue([]).exists(action, action == '*' || action.endsWith(':*'))
        || '*' in statement.?resource.orValue([])
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
