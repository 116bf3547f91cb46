import { Rule } from '../rule';
import { Severity } from '../severity';

export const openEndpoint: Rule = {
  id: 'SAI-REG-008',
  name: 'registry-open-to-internet',
  title: 'Registry endpoint open to the Internet',
  rationale: 'Stolen registry credentials work from anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cr_endpoint_acl_policy'] },
  cel: String.raw`!resource.?entry.orValue('0.0.0.0/0').matches(r'^(0\.0\.0\.0(/.*)?|.*/0)$')`,
  message: 'registry answers every address of the Internet',
  fix: 'list the addresses of your pipeline, and use the VPC endpoint for nodes',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0035', 'AML.T0049'],
  },
};
