import { Rule } from '../rule';
import { Severity } from '../severity';

export const gatewayEndpoint: Rule = {
  id: 'SAI-CLU-019',
  name: 'gateway-endpoint-any-bucket',
  title: 'Gateway endpoint to any bucket',
  rationale: 'What is stolen is written to a bucket of somebody else without leaving the network of the cloud.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_vpc_gateway_endpoint'] },
  cel: String.raw`
    resource.policyStatements.all(statement,
      statement.effect != 'Allow'
      || statement.conditions.size() > 0
      || !statement.actions.exists(action, action.matches(r'^\*+$|^oss:(\*|put)'))
      || !statement.resources.exists(name, name.matches(r'^\*+$|^acs:oss:\*:\*:\*+(/\*)?$'))
    )
  `,
  message: 'policy of the endpoint lets every bucket be written to',
  fix: 'allow writes to your buckets only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
  },
};
