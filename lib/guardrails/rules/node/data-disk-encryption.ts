import { Rule } from '../rule';
import { Severity } from '../severity';

export const dataDiskEncryption: Rule = {
  id: 'SAI-NOD-003',
  title: 'Data disk not encrypted',
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
