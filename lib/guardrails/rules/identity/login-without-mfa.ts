import { Rule } from '../rule';
import { Severity } from '../severity';

export const loginWithoutMfa: Rule = {
  id: 'SAI-IDN-040',
  name: 'console-login-without-mfa',
  title: 'Console log-in without a second factor',
  rationale: 'A password that is phished or reused is enough to take over the user.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_ram_login_profile'] },
  cel: 'resource.?mfa_bind_required.orValue(false) == true',
  message: 'RAM user logs in to the console by a password alone',
  fix: 'set mfa_bind_required = true, or let people take a role by single sign-on',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    atlas: ['AML.T0055'],
  },
};
