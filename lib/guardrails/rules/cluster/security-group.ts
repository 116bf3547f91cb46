import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const securityGroup: Rule = {
  id: 'SAI-CLU-009',
  name: 'open-security-group',
  title: 'Security group open to any address',
  rationale: 'Nodes and load balancers can be attacked from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_security_group_rule'] },
  cel: `
    resource.?type.orValue('ingress') != 'ingress'
    || resource.?policy.orValue('accept') != 'accept'
    || (
      !${isMostOfTheInternet("resource.?cidr_ip.orValue('')")}
      && !${isMostOfTheInternet("resource.?ipv6_cidr_ip.orValue('')")}
    )
  `,
  message: 'security group lets every address in',
  fix: 'set cidr_ip to the range that calls',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
