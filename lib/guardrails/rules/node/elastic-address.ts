import { Rule } from '../rule';
import { Severity } from '../severity';

export const elasticAddress: Rule = {
  id: 'SAI-NOD-015',
  name: 'elastic-address-of-server',
  title: 'Elastic IP address of a server or load balancer',
  rationale: 'What has the address can be attacked from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_eip_association'] },
  cel: `
    resource.?instance_type.orValue('') == 'Nat'
    || resource.?instance_id.orValue('').startsWith('ngw-')
    || resource.references.?instance_id.orValue([]).exists(name, name.contains('alicloud_nat_gateway.'))
  `,
  message: 'address on the Internet leads to something else than a NAT gateway',
  fix: 'remove it; a NAT gateway lets out without letting in',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
