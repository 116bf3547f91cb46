import { Token } from 'cdktf';
import { NETWORK, newStack, resourcesOf, synthesized } from './support';
import {
  ImageScanner,
  ImageSeverity,
  SecureRegistry,
  SecureRegistryProps,
  SigningKey,
  StsPrincipal,
  StsRole,
} from '../../lib/alicloud';

function newRegistry(props: Partial<SecureRegistryProps> = {}) {
  const stack = newStack();
  const repositories = ['ai/vllm-openai', 'ai/sglang', 'tools/loader'];
  return { stack, registry: new SecureRegistry(stack, 'AcmeImages', { network: NETWORK, repositories, ...props }) };
}

test('repositories are private, and their tags stay where they point', () => {
  const json = synthesized(newRegistry().stack);
  const namespaces = resourcesOf(json, 'alicloud_cr_ee_namespace');
  expect(
    namespaces.map(({ name, auto_create, default_visibility }) => [name, auto_create, default_visibility]),
  ).toEqual([
    ['ai', false, 'PRIVATE'],
    ['tools', false, 'PRIVATE'],
  ]);
  const repositories = resourcesOf(json, 'alicloud_cr_ee_repo');
  expect(repositories.map(({ name }) => name)).toEqual(['vllm-openai', 'sglang', 'loader']);
  for (const repository of repositories) {
    expect(repository).toMatchObject({ repo_type: 'PRIVATE', tag_immutability: true });
  }
});

test('every push is scanned for holes and for contents, by the scanner that takes large layers', () => {
  const json = synthesized(newRegistry().stack);
  expect(resourcesOf(json, 'alicloud_cr_ee_instance')).toMatchObject([
    { instance_type: 'Advanced', image_scanner: 'SAS', renewal_status: 'AutoRenewal' },
  ]);
  expect(
    resourcesOf(json, 'alicloud_cr_scan_rule').map(({ scan_type, trigger_type, scan_scope }) => [
      scan_type,
      trigger_type,
      scan_scope,
    ]),
  ).toEqual([
    ['VUL', 'AUTO', 'INSTANCE'],
    ['SBOM', 'AUTO', 'INSTANCE'],
  ]);
});

test.each<[Partial<SecureRegistryProps>, string]>([
  [{}, 'HIGH'],
  [{ blockFrom: ImageSeverity.MEDIUM }, 'MEDIUM'],
])('the chain of the whole registry blocks images: %j from %s', (props, level) => {
  const [chain] = resourcesOf(synthesized(newRegistry(props).stack), 'alicloud_cr_chain');
  expect(chain).not.toHaveProperty('repo_name');
  const [{ nodes, routers }] = chain.chain_config;
  const scan = nodes.find(({ node_name }: any) => node_name === 'VULNERABILITY_SCANNING');
  expect(scan).toMatchObject({
    enable: true,
    node_config: [{ deny_policy: [{ action: 'BLOCK', issue_level: level, issue_count: '1' }] }],
  });
  expect(nodes).toHaveLength(7);
  // From a push, every way goes through the scan.
  const next = (step: string) =>
    routers.filter(({ from }: any) => from[0].node_name === step).map(({ to }: any) => to[0].node_name);
  expect(next('DOCKER_IMAGE_PUSH')).toEqual(['VULNERABILITY_SCANNING']);
});

test('only the VPC reaches it; the apply stops where the Internet does too', () => {
  const json = synthesized(newRegistry().stack);
  expect(resourcesOf(json, 'alicloud_cr_vpc_endpoint_linked_vpc')).toMatchObject([
    { vpc_id: 'vpc-1', vswitch_id: 'vsw-1', module_name: 'Registry', enable_create_dns_record_in_pvzt: true },
  ]);
  expect(Object.keys(json.resource!)).not.toContain('alicloud_cr_endpoint_acl_policy');
  const [{ lifecycle }] = resourcesOf(json, 'alicloud_cr_ee_instance');
  expect(lifecycle.postcondition).toMatchObject([{ condition: expect.stringContaining('"internet"') }]);
});

test('has a key that signs, and the one role with which the registry uses it', () => {
  const json = synthesized(newRegistry().stack);
  expect(resourcesOf(json, 'alicloud_kms_key')).toMatchObject([
    {
      key_spec: 'RSA_2048',
      key_usage: 'SIGN/VERIFY',
      automatic_rotation: 'Disabled',
      deletion_protection: 'Enabled',
    },
  ]);
  const [role] = resourcesOf(json, 'alicloud_ram_role');
  expect(role.role_name).toBe('AliyunContainerRegistryKMSRole');
  expect(JSON.parse(role.assume_role_policy_document).Statement).toEqual([
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['cr.aliyuncs.com'] } },
  ]);
  const [policy] = resourcesOf(json, 'alicloud_ram_policy');
  expect(policy.policy_document).toContain('kms:AsymmetricSign');
  expect(policy.policy_document).not.toContain('kms:*');
});

test('two registries share the role of the account', () => {
  const { stack, registry } = newRegistry();
  new SecureRegistry(stack, 'Other', {
    network: NETWORK,
    repositories: ['ai/vllm'],
    signingKey: registry.signingKey,
    scanner: ImageScanner.TRIVY,
  });
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_ram_role')).toHaveLength(1);
  expect(resourcesOf(json, 'alicloud_cr_ee_instance').map(({ image_scanner }) => image_scanner)).toEqual([
    'SAS',
    'ACR',
  ]);
});

test('signs with a key that exists, of its own region', () => {
  const signingKey = SigningKey.fromSigningKeyAttributes({ keyId: 'key-1', keyArn: 'acs:kms:cn-hangzhou:1:key/key-1' });
  const { stack, registry } = newRegistry({ signingKey });
  expect(registry.signingKey.keyId).toBe('key-1');
  expect(resourcesOf(synthesized(stack), 'alicloud_kms_key')).toEqual([]);
  const elsewhere = { ...signingKey, keyArn: 'acs:kms:cn-beijing:1:key/key-1' };
  expect(() => newRegistry({ signingKey: elsewhere })).toThrow('key of signatures is not a key of the region');
});

test('a key alone makes no second role', () => {
  const stack = newStack();
  new SigningKey(stack, 'Signatures', { registryRole: false });
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_ram_role')).toEqual([]);
  expect(resourcesOf(json, 'alicloud_kms_alias')).toMatchObject([{ alias_name: 'alias/signatures' }]);
});

test('names images and their prefixes as plain data', () => {
  const { registry } = newRegistry();
  const digest = `sha256:${'0'.repeat(64)}`;
  expect(registry.image('ai/sglang', digest)).toBe(
    `acme-images-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/sglang@${digest}`,
  );
  expect(registry.imagePrefixes).toEqual([
    'acme-images-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/',
    'acme-images-registry-vpc.cn-hangzhou.cr.aliyuncs.com/tools/',
  ]);
});

test('CI pushes to one repository of a registry that may exist already', () => {
  const stack = newStack();
  const registry = SecureRegistry.fromSecureRegistryAttributes({
    registryName: 'acme',
    instanceId: 'cri-1',
    region: 'cn-hangzhou',
  });
  const role = new StsRole(stack, 'Ci', {
    description: 'Pushes images',
    trusted: [StsPrincipal.user('acs:ram::1:user/ci')],
  });
  role.grantPush(registry, 'ai/vllm');
  const [{ policy_document }] = resourcesOf(synthesized(stack), 'alicloud_ram_policy');
  expect(JSON.parse(policy_document).Statement).toEqual([
    { Effect: 'Allow', Action: ['cr:GetAuthorizationToken'], Resource: ['acs:cr:cn-hangzhou:*:instance/cri-1'] },
    {
      Effect: 'Allow',
      Action: ['cr:PushRepository', 'cr:PullRepository'],
      Resource: ['acs:cr:cn-hangzhou:*:repository/cri-1/ai/vllm'],
    },
  ]);
});

test('refuses to let CI push to every repository', () => {
  const { stack, registry } = newRegistry();
  const trusted = [StsPrincipal.user('acs:ram::1:user/ci')];
  const role = new StsRole(stack, 'Ci', { description: 'Pushes images', trusted });
  expect(() => role.grantPush(registry, 'ai/*')).toThrow('repository is not a namespace and a name: got "ai/*"');
});

test.each<[string, Partial<SecureRegistryProps>, string]>([
  ['thirteen months', { months: 13 }, 'allowed: 1 to 11 months, or one to five whole years'],
  ['a network without vSwitches', { network: { ...NETWORK, nodeVswitchIds: [] } }, 'number of vSwitches'],
  ['a repository that nobody knows yet', { repositories: [Token.asString({ a: 'b' })] }, 'repository is not'],
  ['a name with capitals', { registryName: 'Acme' }, 'name of the registry is not one'],
  ['no repositories', { repositories: [] }, 'registry has no repositories'],
  ['a repository without namespace', { repositories: ['vllm'] }, 'repository is not a namespace and a name'],
  ['a repository with a tag', { repositories: ['ai/vllm:latest'] }, 'got "ai/vllm:latest"'],
  ['half a month', { months: 0.5 }, 'unsupported number of prepaid months'],
])('refuses %s', (_, props, message) => {
  expect(() => newRegistry(props)).toThrow(message);
});

test('refuses an alias that is not one', () => {
  expect(() => new SigningKey(newStack(), 'Key', { alias: 'a key' })).toThrow('alias is not one');
});
