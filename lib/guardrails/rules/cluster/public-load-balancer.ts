import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicLoadBalancer: Rule = {
  id: 'SAI-CLU-013',
  name: 'internet-load-balancer',
  title: 'Load balancer on the Internet',
  rationale: 'Everything that it forwards to can be called and attacked from anywhere.',
  severity: Severity.HIGH,
  match: {
    subject: 'terraform',
    types: ['alicloud_slb', 'alicloud_slb_load_balancer', 'alicloud_nlb_load_balancer', 'alicloud_alb_load_balancer'],
  },
  cel: `
    resource.?address_type.orValue('intranet') in ['intranet', 'Intranet'] && resource.?internet.orValue(false) == false
  `,
  message: 'load balancer has an address on the Internet',
  fix: 'set address_type to intranet (Intranet for NLB and ALB), or put what has to be public behind a gateway that authenticates',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
