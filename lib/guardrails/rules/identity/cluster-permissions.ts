import { Rule } from '../rule';
import { Severity } from '../severity';

export const clusterPermissions: Rule = {
  id: 'SAI-IDN-037',
  name: 'cluster-administrator-permissions',
  title: 'RAM identity made administrator of a cluster',
  rationale: 'A stolen credential of this identity reads every Secret and takes over every node.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_permissions'] },
  cel: `
    resource.?permissions.orValue([]).all(permission,
      !(
        (permission.?is_custom.orValue(false) == true ? 'cluster-admin' : 'admin') == permission.role_name
        && permission.role_type != 'namespace'
      )
    )
  `,
  message: 'RAM user or role administers a whole cluster, or all of them',
  fix: 'give role_name = "dev" or "restricted" with role_type = "namespace"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
