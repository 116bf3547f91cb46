import { Rule } from '../rule';
import { Severity } from '../severity';

export const password: Rule = {
  id: 'SAI-NOD-007',
  name: 'node-password',
  title: 'Password log-in to nodes',
  rationale: 'The password is stored in the Terraform state and can be guessed.',
  severity: Severity.HIGH,
  match: {
    subject: 'terraform',
    types: [
      'alicloud_cs_kubernetes_node_pool',
      'alicloud_cs_managed_kubernetes',
      'alicloud_cs_kubernetes',
      'alicloud_cs_edge_kubernetes',
    ],
  },
  cel: `resource.?password.orValue('') == ''`,
  message: 'a password for the nodes is set, and lies in the Terraform state',
  fix: 'set key_name instead',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    atlas: ['AML.T0055'],
  },
};
