import { Rule } from '../rule';
import { Severity } from '../severity';

export const bucketTls: Rule = {
  id: 'SAI-MDL-016',
  name: 'bucket-without-tls',
  title: 'OSS bucket accepts plain HTTP or old TLS',
  rationale: 'Models and their credentials can be read or changed on the network.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_oss_bucket_https_config'] },
  cel: `
    resource.?enable.orValue(false) == true
    && resource.?tls_versions.orValue([]).all(version, version in ['TLSv1.2', 'TLSv1.3'])
  `,
  message: 'bucket answers over clear text or old TLS',
  fix: 'set enable = true and tls_versions = ["TLSv1.2"]',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
