import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud help, "ack-secret-manager"; external-secrets.io, "Alibaba Cloud Secrets Manager". */
export const secretStoreAccessKey: Rule = {
  id: 'SAI-IDN-046',
  name: 'secret-store-access-key',
  title: 'Secret store that is opened with an AccessKey',
  rationale:
    'An AccessKey does not expire, and whoever reads the Secret that holds it reads every secret of the store.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'alibabacloud.com', kinds: ['ClusterSecretStore', 'SecretStore'] },
      { group: 'external-secrets.io', kinds: ['ClusterSecretStore', 'SecretStore'] },
    ],
  },
  cel: `
    !dyn(object).?spec.?KMS.?KMSAuth.?accessKey.hasValue()
    && !dyn(object).?spec.?OOS.?OOSAuth.?accessKey.hasValue()
    && !dyn(object).?spec.?provider.?alibaba.?auth.?secretRef.hasValue()
  `,
  message: 'a store of secrets is opened with a long-term AccessKey',
  fix: 'use RRSA: a RAM role that only the service account of the store may assume',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03', 'K08'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
