import { Rule } from '../rule';
import { Severity } from '../severity';

export const keyDeletion: Rule = {
  id: 'SAI-MDL-018',
  name: 'key-without-deletion-protection',
  title: 'KMS key without deletion protection',
  rationale: 'Deleting a key makes everything that it encrypts unreadable.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_kms_key'] },
  cel: `resource.?deletion_protection.orValue('Disabled') == 'Enabled'`,
  message: 'deleting the key makes models, disks or the API server unreadable',
  fix: 'set deletion_protection = "Enabled"',
  acknowledgeable: true,
  frameworks: {
    seed: ['Security risks: Data breaches and poisoning'],
  },
};
