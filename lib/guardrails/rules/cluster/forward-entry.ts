import { Rule } from '../rule';
import { Severity } from '../severity';

export const forwardEntry: Rule = {
  id: 'SAI-CLU-015',
  name: 'port-forwarded-from-internet',
  title: 'Port of the Internet forwarded into the VPC',
  rationale: 'What listens behind it can be attacked from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_forward_entry'] },
  cel: `resource.?forward_table_id.orValue('') == '' && resource.?internal_ip.orValue('') == ''`,
  message: 'NAT gateway lets the Internet in',
  fix: 'remove the entry; a load balancer with a gateway that authenticates is what callers from outside need',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
