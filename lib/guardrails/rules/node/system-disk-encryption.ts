import { Rule } from '../rule';
import { Severity } from '../severity';

export const systemDiskEncryption: Rule = {
  id: 'SAI-NOD-002',
  name: 'system-disk-unencrypted',
  title: 'System disk not encrypted',
  rationale: 'Images, logs and caches can be read from the disk or its snapshots.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: 'resource.?system_disk_encrypted.orValue(false) == true',
  message: 'system disk of the nodes is not encrypted',
  fix: 'set system_disk_encrypted = true and system_disk_kms_key, on a disk of category cloud_essd or cloud_auto',
  acknowledgeable: true,
  frameworks: {
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
