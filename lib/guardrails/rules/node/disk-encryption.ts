import { Rule } from '../rule';
import { Severity } from '../severity';

export const diskEncryption: Rule = {
  id: 'SAI-NOD-016',
  name: 'disk-unencrypted',
  title: 'Disk not encrypted',
  rationale: 'Who gets a snapshot or a disk that is thrown away reads it.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_disk', 'alicloud_ecs_disk'] },
  cel: `resource.?encrypted.orValue(false) == true || resource.?snapshot_id.orValue('') != ''`,
  message: 'disk is not encrypted',
  fix: 'set encrypted = true and kms_key_id',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM02'],
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
