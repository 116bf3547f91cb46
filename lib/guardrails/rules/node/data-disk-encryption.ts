import { Rule } from '../rule';
import { Severity } from '../severity';

export const dataDiskEncryption: Rule = {
  id: 'SAI-NOD-003',
  name: 'data-disk-unencrypted',
  title: 'Data disk not encrypted',
  rationale: 'Weights and caches can be read from the disk or its snapshots.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `resource.?data_disks.orValue([]).all(disk, string(disk.?encrypted.orValue('false')) == 'true')`,
  message: 'a data disk of the nodes is not encrypted',
  fix: 'set encrypted = "true" and kms_key_id on every data disk',
  acknowledgeable: true,
  frameworks: {
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
