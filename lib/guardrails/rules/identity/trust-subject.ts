import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const trustSubject: Rule = {
  id: 'SAI-IDN-024',
  title: 'Role for every service account',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    !(
      resource.?assume_role_policy_document.orValue('') + resource.?document.orValue('')
    ).contains('oidc-provider')
    || (
      (
        resource.?assume_role_policy_document.orValue('') + resource.?document.orValue('')
      ).matches(r'"oidc:sub"\s*:\s*(\[\s*)?"[^"*?]+"')
      && !(
        resource.?assume_role_policy_document.orValue('') + resource.?document.orValue('')
      ).matches(r'"oidc:sub"\s*:\s*(\[[^\]]*)?"[^"]*[*?]')
    )
  `,
  message: 'trust policy names no single service account, so every pod of the cluster gets the role',
  fix: 'add the condition StringEquals oidc:sub system:serviceaccount:<namespace>:<name>',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
