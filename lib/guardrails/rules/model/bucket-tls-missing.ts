import { Rule } from '../rule';
import { Severity } from '../severity';
import { hasRelated, related } from '../terraform-relations';

const REFUSES_HTTP = (statements: string) => `${statements}.exists(statement,
      statement.effect == 'Deny'
      && statement.conditions.exists(condition,
        condition.key == 'acs:SecureTransport' && 'false' in condition.values
      )
    )`;

export const bucketTlsMissing: Rule = {
  id: 'SAI-MDL-024',
  name: 'bucket-tls-missing',
  title: 'OSS setting of TLS missing',
  rationale: 'A bucket answers plain HTTP unless it is told not to.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket'] },
  cel: `
    ${hasRelated('alicloud_oss_bucket_https_config.bucket')}
    || ${REFUSES_HTTP('resource.policyStatements')}
    || ${related('alicloud_oss_bucket_policy.bucket')}.exists(policy, ${REFUSES_HTTP('policy.policyStatements')})
  `,
  message: 'bucket answers over clear text',
  fix: 'add an alicloud_oss_bucket_https_config with enable = true and tls_versions = ["TLSv1.2", "TLSv1.3"] for the bucket',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
