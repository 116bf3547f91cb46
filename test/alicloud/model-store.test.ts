import { Size } from 'cdk8s';
import { CLUSTER, NETWORK, newStack, resourcesOf, synthesized } from './support';
import { EncryptionKey, ModelStore, ModelStoreProps, RrsaRole, StsPrincipal, StsRole } from '../../lib/alicloud';
import { ModelFormat, ModelSource } from '../../lib/inference';

function newStore(props: Partial<ModelStoreProps> = {}) {
  const stack = newStack();
  return { stack, store: new ModelStore(stack, 'Models', { bucketName: 'acme-models', network: NETWORK, ...props }) };
}

test('models and their access log are private, versioned, encrypted and reached over TLS', () => {
  const json = synthesized(newStore().stack);
  const ofBoth = (type: string) => resourcesOf(json, type);
  expect(ofBoth('alicloud_oss_bucket').map(({ bucket }) => bucket)).toEqual(['acme-models', 'acme-models-logs']);
  for (const [type, expected] of Object.entries({
    alicloud_oss_bucket_acl: { acl: 'private' },
    alicloud_oss_bucket_public_access_block: { block_public_access: true },
    alicloud_oss_bucket_versioning: { status: 'Enabled' },
    alicloud_oss_bucket_https_config: { enable: true, tls_versions: ['TLSv1.2', 'TLSv1.3'] },
  })) {
    expect(ofBoth(type)).toMatchObject([expected, expected]);
  }
  expect(ofBoth('alicloud_oss_bucket_server_side_encryption').map(({ sse_algorithm }) => sse_algorithm)).toEqual([
    'KMS',
    'AES256',
  ]);
});

test('objects are not overwritten, reads are logged, and new ones are scanned every night', () => {
  const json = synthesized(newStore().stack);
  expect(resourcesOf(json, 'alicloud_oss_bucket_overwrite_config')).toMatchObject([{ rule: [{ action: 'forbid' }] }]);
  expect(resourcesOf(json, 'alicloud_oss_bucket_logging')).toMatchObject([{ target_prefix: 'acme-models/' }]);
  expect(resourcesOf(json, 'alicloud_threat_detection_oss_scan_config')).toMatchObject([
    { enable: 1, scan_day_list: [1, 2, 3, 4, 5, 6, 7] },
  ]);
});

test('objects can be locked for a time that nobody can shorten', () => {
  expect(resourcesOf(synthesized(newStore({ lockDays: 90 }).stack), 'alicloud_oss_bucket_worm')).toMatchObject([
    { retention_period_in_days: 90, status: 'Locked' },
  ]);
  expect(resourcesOf(synthesized(newStore().stack), 'alicloud_oss_bucket_worm')).toEqual([]);
});

test('a reader gets one directory and the key, and is bound to the network', () => {
  const { stack, store } = newStore();
  const role = RrsaRole.forModelMount(stack, 'Mount', { cluster: CLUSTER, roleName: 'chat-model-reader' });
  role.grantRead(store, 'qwen3-8b/v1');
  const json = synthesized(stack);
  const [{ policy_document }] = resourcesOf(json, 'alicloud_ram_policy');
  expect(JSON.parse(policy_document).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['oss:GetObject', 'oss:GetObjectMeta'],
      Resource: ['acs:oss:*:*:acme-models/qwen3-8b/v1/*'],
    },
    { Effect: 'Allow', Action: ['oss:ListObjects', 'oss:GetBucketInfo'], Resource: ['acs:oss:*:*:acme-models'] },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt'],
      Resource: [expect.stringMatching(/^\$\{alicloud_kms_key\..*\.arn\}$/)],
    },
  ]);
  const [bucketPolicy] = resourcesOf(json, 'alicloud_oss_bucket_policy');
  expect(JSON.parse(bucketPolicy.policy).Statement).toMatchObject([
    {
      Effect: 'Deny',
      Principal: [expect.stringMatching(/^arn:sts::\$\{local\.\w+\}:assumed-role\/chat-model-reader\/\*$/)],
      Condition: { StringNotEquals: { 'acs:SourceVpc': ['vpc-1'] } },
    },
  ]);
  expect(Object.values(json.locals as object)).toEqual([
    expect.stringMatching(/^\$\{element\(split\(":", alicloud_ram_role\.\w+\.arn\), 3\)\}$/),
  ]);
});

test('a publisher writes and does not delete, from where CI runs', () => {
  const { stack, store } = newStore();
  const publisher = new StsRole(stack, 'Publisher', {
    description: 'Publishes models',
    trusted: [StsPrincipal.user('acs:ram::1:user/alice')],
  });
  publisher.grantPublish(store, '/qwen3-8b/');
  const json = synthesized(stack);
  const { policy_document } = resourcesOf(json, 'alicloud_ram_policy')[0];
  expect(policy_document).toContain('acs:oss:*:*:acme-models/qwen3-8b/*');
  expect(policy_document).not.toContain('Delete');
  expect(resourcesOf(json, 'alicloud_oss_bucket_policy')).toEqual([]);
});

test('a store of its network only is closed to everybody else, whatever rights they have', () => {
  const { stack } = newStore({ networkOnly: true });
  const json = synthesized(stack);
  const [{ policy }] = resourcesOf(json, 'alicloud_oss_bucket_policy');
  expect(JSON.parse(policy).Statement[0]).toMatchObject({ Effect: 'Deny', Principal: ['*'] });
  expect(resourcesOf(json, 'alicloud_threat_detection_oss_scan_config')).toEqual([]);
});

test('says where a model lies in the terms of the Kubernetes half', () => {
  const { store } = newStore();
  expect(store.location('qwen3-8b/v1')).toEqual({
    bucket: 'acme-models',
    prefix: 'qwen3-8b/v1',
    region: 'cn-hangzhou',
  });
  expect(() =>
    ModelSource.oss({
      ...store.location('qwen3-8b/v1'),
      name: 'qwen3-8b',
      roleName: 'chat-model-reader',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
  ).not.toThrow();
});

test('a key and a bucket that exist are used as they are', () => {
  const key = EncryptionKey.fromEncryptionKeyAttributes({ keyId: 'key-1', keyArn: 'acs:kms:cn-hangzhou:1:key/key-1' });
  const json = synthesized(newStore({ key }).stack);
  expect(resourcesOf(json, 'alicloud_kms_key')).toEqual([]);
  expect(resourcesOf(json, 'alicloud_oss_bucket_server_side_encryption')[0].kms_master_key_id).toBe('key-1');

  const stack = newStack();
  const store = ModelStore.fromModelStoreAttributes({ bucketName: 'old-models', region: 'cn-hangzhou', key });
  RrsaRole.forModelMount(stack, 'Mount', { cluster: CLUSTER }).grantRead(store);
  const [{ policy_document }] = resourcesOf(synthesized(stack), 'alicloud_ram_policy');
  expect(policy_document).toContain('acs:oss:*:*:old-models/*');
  expect(policy_document).toContain('acs:kms:cn-hangzhou:1:key/key-1');
});

test('refuses to grant what it cannot bound, or pods cannot reach', () => {
  const { stack, store } = newStore();
  const reader = RrsaRole.forModelMount(stack, 'Mount', { cluster: CLUSTER });
  const trusted = [StsPrincipal.user('acs:ram::1:user/alice')];
  const publisher = new StsRole(stack, 'Publisher', { description: 'Publishes models', trusted });
  const message = 'directory of the model is not one that is accepted: got "qwen*"';
  expect(() => reader.grantRead(store, 'qwen*')).toThrow(message);
  expect(() => publisher.grantRead(store, 'qwen*')).toThrow(message);
  expect(() => publisher.grantPublish(store, 'qwen*')).toThrow(message);
  const elsewhere = ModelStore.fromModelStoreAttributes({ bucketName: 'old-models', region: 'cn-beijing' });
  expect(() => reader.grantRead(elsewhere)).toThrow('bucket is in another region than the pods that read it');
  expect(() => publisher.grantRead(elsewhere)).not.toThrow();
});

test.each<[string, Partial<ModelStoreProps>, string]>([
  [
    'a key of another region',
    { key: { keyId: 'key-1', keyArn: 'acs:kms:cn-beijing:1:key/key-1' } },
    'key of the models is not a key of the region',
  ],
  ['a name with capitals', { bucketName: 'Acme' }, 'name of the bucket is not one'],
  ['a name without room for the log', { bucketName: 'a'.repeat(60) }, 'name of the bucket is not one'],
  ['a lock of nothing', { lockDays: 0 }, 'days of the lock'],
  ['a log of a day', { accessLogDays: 1 }, 'days of the access log'],
  ['a closed store without a network', { network: undefined, networkOnly: true }, 'and none is given'],
  ['a closed store that is scanned', { networkOnly: true, malwareScan: true }, 'malware scan cannot reach'],
])('refuses %s', (_, props, message) => {
  expect(() => newStore(props)).toThrow(message);
});
