import { TRUST_POLICY } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const trustSubject: Rule = {
  id: 'SAI-IDN-024',
  title: 'Role for every service account',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_ram_role'] },
  cel: String.raw`
    !${TRUST_POLICY}.contains('oidc-provider')
    || (
      ${TRUST_POLICY}.matches(r'"oidc:sub"\s*:\s*(\[\s*)?"[^"*?]+"')
      && !${TRUST_POLICY}.matches(r'"oidc:sub"\s*:\s*(\[[^\]]*)?"[^"]*[*?]')
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
