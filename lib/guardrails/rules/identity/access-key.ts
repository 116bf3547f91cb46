import { Rule } from '../rule';
import { Severity } from '../severity';

/** Variables that SDKs and tools of Alibaba Cloud, AWS and S3 read keys from, in any case. */
const ACCESS_KEY_NAMES = String.raw`^([A-Z0-9_]*_)?((AK|ACCESS_?KEY)(_?(ID|SECRET))?|SECRET_ACCESS_KEY|ALICLOUD_SECRET_KEY|SECURITY_TOKEN|SESSION_TOKEN)$`;

export const accessKey: Rule = {
  id: 'SAI-IDN-004',
  name: 'long-term-access-key',
  title: 'Long-term AccessKey in a container',
  rationale: 'A long-term AccessKey works from anywhere until somebody revokes it.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: String.raw`
    !container.?env.orValue([]).exists(variable, variable.name.upperAscii().matches(r'${ACCESS_KEY_NAMES}'))
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
