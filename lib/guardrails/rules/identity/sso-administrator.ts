import { Rule } from '../rule';
import { Severity } from '../severity';

export const ssoAdministrator: Rule = {
  id: 'SAI-IDN-042',
  name: 'sso-administrator',
  title: 'Access configuration with administrator rights',
  rationale: 'Everybody who is given it administers every account that it is provisioned to.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cloud_sso_access_configuration'] },
  cel: String.raw`
    resource.?permission_policies.orValue([]).all(policy,
      policy.?permission_policy_type.orValue('System') != 'System'
      || !policy.?permission_policy_name.orValue('').matches(r'^(AdministratorAccess|PowerUserAccess)$|FullAccess$')
    )
  `,
  message: 'access configuration of CloudSSO gives full access',
  fix: 'name policies with the actions that are needed',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
