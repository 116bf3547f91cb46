import { Rule } from '../rule';
import { Severity } from '../severity';

export const workerRole: Rule = {
  id: 'SAI-NOD-011',
  name: 'default-worker-role',
  title: 'Default worker RAM role',
  rationale: 'Every pod that reaches the metadata service has the rights of the role.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `resource.?ram_role_name.orValue('').size() > 0`,
  message: 'nodes carry the default worker role, whose rights every pod can reach',
  fix: 'set ram_role_name to a role with what nodes need',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K08'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
