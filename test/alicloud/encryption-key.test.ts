import { newStack, resourcesOf, synthesized } from './support';
import { EncryptionKey, EncryptionKeyProps } from '../../lib/alicloud';

function newKey(props: Partial<EncryptionKeyProps> = {}) {
  const stack = newStack();
  new EncryptionKey(stack, 'Disks', { description: 'Disks of nodes', ...props });
  return synthesized(stack);
}

test('rotates once a year, is named after its construct, and is not deleted by one call', () => {
  expect(resourcesOf(newKey(), 'alicloud_kms_key')).toMatchObject([
    {
      key_spec: 'Aliyun_AES_256',
      automatic_rotation: 'Enabled',
      rotation_interval: '365d',
      deletion_protection: 'Enabled',
      pending_window_in_days: 30,
    },
  ]);
  expect(resourcesOf(newKey(), 'alicloud_kms_alias')).toMatchObject([{ alias_name: 'alias/disks' }]);
});

test('lies in a KMS instance, and rotates when it is told to', () => {
  expect(resourcesOf(newKey({ kmsInstanceId: 'kst-1', rotationDays: 90 }), 'alicloud_kms_key')).toMatchObject([
    { dkms_instance_id: 'kst-1', rotation_interval: '90d' },
  ]);
});

test.each<[string, Partial<EncryptionKeyProps>, string]>([
  ['an alias with spaces', { alias: 'a key' }, 'alias is not one'],
  ['a rotation every day', { rotationDays: 1 }, 'rotation in days is out of bounds'],
  ['a rotation every decade', { rotationDays: 3650 }, 'rotation in days is out of bounds'],
])('refuses %s', (_, props, message) => {
  expect(() => newKey(props)).toThrow(message);
});
