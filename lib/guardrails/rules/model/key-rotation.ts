import { Rule } from '../rule';
import { Severity } from '../severity';

export const keyRotation: Rule = {
  id: 'SAI-MDL-019',
  name: 'key-without-rotation',
  title: 'KMS key without automatic rotation',
  rationale: 'Rotation limits how much data one key version protects.',
  severity: Severity.LOW,
  match: { subject: 'terraform', types: ['alicloud_kms_key'] },
  cel: `
    resource.?key_usage.orValue('ENCRYPT/DECRYPT') != 'ENCRYPT/DECRYPT'
    || resource.?key_spec.orValue('Aliyun_AES_256').matches(r'^(RSA|EC)_')
    || resource.?automatic_rotation.orValue('Disabled') == 'Enabled'
  `,
  message: 'key is never rotated',
  fix: 'set automatic_rotation = "Enabled" and rotation_interval = "365d"',
  acknowledgeable: true,
  frameworks: {
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
