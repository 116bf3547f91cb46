import { Rule } from '../rule';
import { Severity } from '../severity';

export const administratorAccess: Rule = {
  id: 'SAI-IDN-023',
  name: 'ram-administrator',
  title: 'Administrator policy attached',
  rationale: 'A stolen credential of this identity takes over the account.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'terraform',
    types: [
      'alicloud_ram_role_policy_attachment',
      'alicloud_ram_user_policy_attachment',
      'alicloud_ram_group_policy_attachment',
      'alicloud_resource_manager_policy_attachment',
    ],
  },
  cel: `
    !(
      resource.?policy_type.orValue('Custom') == 'System'
      && resource.?policy_name.orValue('').matches(
        r'^(AdministratorAccess|AliyunRAMFullAccess|AliyunSTSAssumeRoleAccess|PowerUserAccess)$|FullAccess$'
      )
    )
  `,
  message: 'role, user or group gets full access to a service or to the account',
  fix: 'write an alicloud_ram_policy with the actions and resources that are needed',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
