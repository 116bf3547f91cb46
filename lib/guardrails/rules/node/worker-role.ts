import { Rule } from '../rule';
import { Severity } from '../severity';

export const workerRole: Rule = {
  id: 'SAI-NOD-011',
  title: 'Role of the account for nodes',
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
