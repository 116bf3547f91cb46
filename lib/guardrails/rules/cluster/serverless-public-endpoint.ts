import { Rule } from '../rule';
import { Severity } from '../severity';

export const serverlessPublicEndpoint: Rule = {
  id: 'SAI-CLU-012',
  name: 'serverless-public-api-server',
  title: 'API server of a serverless cluster on the Internet',
  rationale: 'Anyone can try stolen credentials and unpatched vulnerabilities against it.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_cs_serverless_kubernetes'] },
  cel: 'resource.?endpoint_public_access_enabled.orValue(false) == false',
  message: 'API server of the cluster is on the Internet',
  fix: 'remove endpoint_public_access_enabled and reach the API server inside the VPC',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
