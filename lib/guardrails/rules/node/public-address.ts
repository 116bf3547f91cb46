import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicAddress: Rule = {
  id: 'SAI-NOD-008',
  name: 'node-public-address',
  title: 'Nodes with public addresses',
  rationale: 'Nodes can be attacked from the Internet.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    double(resource.?internet_max_bandwidth_out.orValue(0)) == 0.0
    && resource.?scaling_config.orValue([]).all(scaling, scaling.?is_bond_eip.orValue(false) == false)
  `,
  message: 'nodes get addresses on the Internet',
  fix: 'remove internet_max_bandwidth_out and is_bond_eip; images come from the VPC endpoint of the registry',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
