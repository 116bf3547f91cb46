import { NETWORK, newStack, resourcesOf, synthesized } from './support';
import { EncryptionKey, KmsInstance, KmsInstanceProps } from '../../lib/alicloud';

const ZONES = ['cn-hangzhou-h', 'cn-hangzhou-k'];

function newInstance(props: Partial<KmsInstanceProps> = {}) {
  const stack = newStack();
  const { instanceId } = new KmsInstance(stack, 'Kms', { network: NETWORK, zones: ZONES, ...props });
  new EncryptionKey(stack, 'Disks', { description: 'Disks of nodes', kmsInstanceId: instanceId });
  return synthesized(stack);
}

test('holds keys in software, in two zones, and is never destroyed', () => {
  expect(resourcesOf(newInstance(), 'alicloud_kms_instance')).toMatchObject([
    {
      product_version: '3',
      key_num: 1000,
      zone_ids: ZONES,
      vswitch_ids: ['vsw-1'],
      lifecycle: { prevent_destroy: true, ignore_changes: expect.arrayContaining(['period']) },
    },
  ]);
});

test('keys of the stack may lie in it', () => {
  const [{ dkms_instance_id }] = resourcesOf(newInstance(), 'alicloud_kms_key');
  expect(dkms_instance_id).toMatch(/^\$\{alicloud_kms_instance\.Kms_\w+\.id\}$/);
});

test.each<[string, Partial<KmsInstanceProps>, string]>([
  ['one zone', { zones: ['cn-hangzhou-h'] }, 'unsupported number of zones'],
  ['zones of another region', { zones: ['cn-hangzhou-h', 'cn-beijing-h'] }, 'zone is not in the region'],
  ['four months', { months: 4 }, 'KMS is not sold for this number of months: got 4; allowed: 1, 2, 3, 6, 12, 24, 36'],
  ['ten keys', { keys: 10 }, 'number of keys is out of bounds'],
  ['a name with spaces', { name: 'my keys' }, 'name is not one'],
])('refuses %s', (_, props, message) => {
  expect(() => newInstance(props)).toThrow(message);
});
