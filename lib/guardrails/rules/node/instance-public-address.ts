import { Rule } from '../rule';
import { Severity } from '../severity';

export const instancePublicAddress: Rule = {
  id: 'SAI-NOD-014',
  name: 'instance-public-address',
  title: 'Server with a public address',
  rationale: 'It can be attacked from anywhere, and reaches anywhere.',
  severity: Severity.HIGH,
  match: {
    subject: 'terraform',
    types: [
      'alicloud_instance',
      'alicloud_ecs_launch_template',
      'alicloud_launch_template',
      'alicloud_ess_scaling_configuration',
    ],
  },
  cel: 'double(resource.?internet_max_bandwidth_out.orValue(0)) == 0.0',
  message: 'server gets an address on the Internet',
  fix: 'remove internet_max_bandwidth_out, and reach it inside the VPC',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
  },
};
