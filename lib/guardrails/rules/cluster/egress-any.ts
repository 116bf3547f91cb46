import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const egressAny: Rule = {
  id: 'SAI-CLU-018',
  name: 'security-group-egress-any',
  title: 'Security group lets everything out',
  rationale: 'What is stolen leaves by any port.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_security_group_rule'] },
  cel: `
    resource.?type.orValue('ingress') != 'egress'
    || resource.?policy.orValue('accept') != 'accept'
    || !(resource.?port_range.orValue('-1/-1') in ['-1/-1', '1/65535'])
    || (
      !${isMostOfTheInternet("resource.?cidr_ip.orValue('')")}
      && !${isMostOfTheInternet("resource.?ipv6_cidr_ip.orValue('')")}
    )
  `,
  message: 'security group lets every port out to every address',
  fix: 'name ports and ranges of what is called',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
  },
};
