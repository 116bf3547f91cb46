import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretEncryption: Rule = {
  id: 'SAI-CLU-002',
  name: 'secrets-not-encrypted',
  title: 'Secrets not encrypted at rest',
  rationale: 'Whoever reads a backup or a disk of etcd reads every Secret.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  // other clusters than Pro ignore the key
  cel: `
    resource.?encryption_provider_key.orValue('') != ''
    && resource.?disable_encryption.orValue(true) == false
    && resource.?cluster_spec.orValue('') != 'ack.standard'
  `,
  message: 'Secrets lie unencrypted in etcd',
  fix: 'set encryption_provider_key, and disable_encryption = false, without which the key is ignored on existing clusters',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0066'],
    owaspK8s: ['K03'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
