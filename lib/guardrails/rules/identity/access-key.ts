import { Rule } from '../rule';
import { Severity } from '../severity';

export const accessKey: Rule = {
  id: 'SAI-IDN-004',
  name: 'long-term-access-key',
  title: 'Long-term AccessKey in a container',
  rationale: 'A long-term AccessKey works from anywhere until somebody revokes it.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: `
    !container.?env.orValue([]).exists(variable,
      variable.name in ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALICLOUD_ACCESS_KEY', 'ALICLOUD_SECRET_KEY', 'OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    )
  `,
  message: 'container holds a long-term AccessKey of the cloud account',
  fix: 'bind a RAM role to the service account (RRSA), whose credentials live for an hour',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03', 'K08'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
  ackPolicy: 'ACKNoEnvVarSecrets',
};
