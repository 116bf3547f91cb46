import { Rule } from '../rule';
import { Severity } from '../severity';

export const publicEndpoint: Rule = {
  id: 'SAI-CLU-001',
  name: 'public-api-server',
  title: 'API server on the Internet',
  rationale: 'Anyone can try stolen credentials and unpatched vulnerabilities against it.',
  severity: Severity.CRITICAL,
  match: {
    subject: 'terraform',
    types: ['alicloud_cs_managed_kubernetes', 'alicloud_cs_kubernetes', 'alicloud_cs_edge_kubernetes'],
  },
  cel: 'resource.?slb_internet_enabled.orValue(true) == false',
  message: 'API server of the cluster is on the Internet, which is the default of the provider',
  fix: 'set slb_internet_enabled = false and reach the API server inside the VPC',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
