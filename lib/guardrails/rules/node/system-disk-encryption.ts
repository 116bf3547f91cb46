import { Rule } from '../rule';
import { Severity } from '../severity';

export const systemDiskEncryption: Rule = {
  id: 'SAI-NOD-002',
  title: 'System disk not encrypted',
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
