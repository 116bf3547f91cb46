import { Rule } from '../rule';
import { Severity } from '../severity';

export const natGateway: Rule = {
  id: 'SAI-CLU-007',
  name: 'default-nat-gateway',
  title: 'NAT gateway created by default',
  rationale: 'Every pod gets a route to the Internet.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: 'resource.?new_nat_gateway.orValue(true) == false',
  message: 'creates a NAT gateway that lets every pod reach the Internet',
  fix: 'set new_nat_gateway = false, and check nat_gateway_id after the apply, since the provider does not send false',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
