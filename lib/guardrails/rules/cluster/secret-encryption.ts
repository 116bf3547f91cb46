import { Rule } from '../rule';
import { Severity } from '../severity';

export const secretEncryption: Rule = {
  id: 'SAI-CLU-002',
  title: 'Secrets not encrypted',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `resource.?encryption_provider_key.orValue('') != '' && resource.?disable_encryption.orValue(true) == false`,
  message: 'Secrets lie unencrypted in etcd',
  fix: 'set encryption_provider_key, and disable_encryption = false, without which the key is ignored on existing clusters',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0066'],
    owaspK8s: ['K03'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
