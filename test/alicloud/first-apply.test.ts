/** What a plan cannot see: whether the first apply would go through, and a second platform beside the first. */
import { App, TerraformStack, TerraformVariable } from 'cdktf';
import { CLUSTER, NETWORK, newStack, rendered, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  AlicloudProvider,
  AuditCollector,
  AuditTrail,
  EncryptionKey,
  GpuNodePool,
  ModelStore,
  NetworkPerimeter,
  NodeCount,
  NodeHardening,
  ObjectLock,
  RrsaRole,
  RuntimeDetection,
  SecureInferencePlatform,
  SecureRegistry,
  SecurityEdition,
  SigningKey,
  StsPrincipal,
  StsRole,
} from '../../lib/alicloud';
import { StackJson } from '../support/terraform/stack';

const PLATFORM = {
  ...{ zones: ['cn-hangzhou-h'], systemInstanceTypes: ['ecs.g8i.xlarge'], namespaces: ['chat'] },
  modelBucketName: 'acme-models',
};

function platformIn(stack: TerraformStack, props: object = {}, id = 'Inference') {
  const platform = new SecureInferencePlatform(stack, id, { ...PLATFORM, ...props });
  platform.addRegistry(`${id}Images`, { registryName: `${id.toLowerCase()}-images`, repositories: ['ai/vllm'] });
  platform.addRuntimeDetection(`${id}Detection`);
  return platform;
}

describe('keys', () => {
  test('every key of a platform is in the KMS instance', () => {
    const stack = newStack();
    platformIn(stack, { kmsInstanceId: 'kst-1' });
    const keys = resourcesOf(synthesized(stack), 'alicloud_kms_key');
    expect(keys.map(({ key_usage, dkms_instance_id }) => `${key_usage} ${dkms_instance_id}`).sort()).toEqual([
      'ENCRYPT/DECRYPT kst-1',
      'ENCRYPT/DECRYPT kst-1',
      'SIGN/VERIFY kst-1',
    ]);
  });

  test('keys of the account are taken', () => {
    const stack = newStack();
    const key = { keyId: 'key-1', keyArn: 'acs:kms:cn-hangzhou:1:key/key-1' };
    const platform = new SecureInferencePlatform(stack, 'Inference', { ...PLATFORM, secretsKey: key, modelKey: key });
    platform.addRegistry('Images', { registryName: 'acme', repositories: ['ai/vllm'], signingKey: key });
    expect(resourcesOf(synthesized(stack), 'alicloud_kms_key')).toEqual([]);
  });

  test.each([6, 366, 730])('a rotation of %i days is refused', (rotationDays) => {
    expect(() => new EncryptionKey(newStack(), 'Key', { description: 'Disks', rotationDays })).toThrow('from 7 to 365');
  });

  test('what is no instance is refused', () => {
    expect(() => new SigningKey(newStack(), 'Key', { kmsInstanceId: 'key-1' })).toThrow('KMS instance');
  });
});

describe('locks', () => {
  const evidence = (props: object, region?: string) => {
    const stack = newStack(region);
    new AuditTrail(stack, 'Audit', { cluster: CLUSTER, evidenceBucketName: 'acme-evidence', ...props });
    return synthesized(stack);
  };

  test.each(['cn-shanghai', 'us-east-1', 'cn-hangzhou'])('the default works in %s, without versions', (region) => {
    const json = evidence({}, region);
    const [lock] = resourcesOf(json, 'alicloud_oss_bucket_worm');
    expect(lock).toMatchObject({ retention_period_in_days: 180, status: 'Locked' });
    expect(resourcesOf(json, 'alicloud_oss_bucket_versioning').map(({ bucket }) => bucket)).not.toContain(lock.bucket);
  });

  test('locks of objects wait for versions', () => {
    const json = evidence({ lock: ObjectLock.OBJECT_WORM });
    const [lock] = resourcesOf(json, 'alicloud_oss_bucket_object_worm_configuration');
    expect(lock.depends_on).toEqual([expect.stringMatching(/^alicloud_oss_bucket_versioning\./)]);
  });

  test('locks of objects are refused where no region has them', () => {
    expect(() => evidence({ lock: ObjectLock.OBJECT_WORM }, 'cn-shanghai')).toThrow('object WORM is not documented');
  });
});

describe('order', () => {
  /** Resources that are known by a name of their own. */
  const NAMED: Record<string, string> = {
    alicloud_log_project: 'project_name',
    alicloud_log_store: 'logstore_name',
    alicloud_oss_bucket: 'bucket',
    alicloud_ram_role: 'role_name',
  };
  /** They name what need not be there yet. */
  const RIGHTS = /^alicloud_(ram_policy|ram_role|oss_bucket_policy|vpc_gateway_endpoint)\./;

  const all = ({ resource = {} }: StackJson) =>
    Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, body as Record<string, any>] as const),
    );

  test('what is named by a text is waited for', () => {
    const stack = newStack();
    platformIn(stack);
    const json = synthesized(stack);
    const names = all(json).flatMap(([address, body]) => {
      const name = body[NAMED[address.split('.')[0]] ?? ''];
      return typeof name === 'string' && !name.includes('${') && name.length > 6 ? [[address, name] as const] : [];
    });
    expect(names.length).toBeGreaterThan(5);
    const missing = all(json).flatMap(([address, { '//': _notes, description: _text, ...body }]) => {
      const text = JSON.stringify(body);
      return names
        .filter(([owner, name]) => owner !== address && new RegExp(`["/:]${name}["/]`).test(text))
        .filter(([owner]) => !RIGHTS.test(address) && !text.includes(owner))
        .map(([owner]) => `${address} names ${owner}`);
    });
    expect(missing).toEqual([]);
  });

  test('the trail refers to its project, and the scan of the bucket waits for Security Center', () => {
    const stack = newStack();
    platformIn(stack);
    const json = synthesized(stack);
    expect(resourcesOf(json, 'alicloud_actiontrail_trail')[0].sls_project_arn).toContain('${alicloud_log_project.');
    expect(resourcesOf(json, 'alicloud_threat_detection_oss_scan_config')[0].depends_on).toEqual([
      expect.stringMatching(/^alicloud_threat_detection_instance\./),
    ]);
  });

  test('Security Center that is paid in advance scans files', () => {
    const stack = newStack();
    new RuntimeDetection(stack, 'Detection', { edition: SecurityEdition.prepaid({ servers: 1, cores: 8 }) });
    expect(resourcesOf(synthesized(stack), 'alicloud_threat_detection_instance')).toMatchObject([
      { sas_sdk_switch: '1', sas_sdk: '10' },
    ]);
  });
});

describe('names', () => {
  test('log projects of two VPCs have two names', () => {
    const stack = newStack();
    new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
    expect(resourcesOf(synthesized(stack), 'alicloud_log_project')[0].project_name).toMatch(
      /^network-flow-logs-\$\{substr\(sha1\(alicloud_vpc\.\w+\.id\), 0, 8\)\}$/,
    );
  });

  test('two platforms in an account', () => {
    const stack = newStack();
    platformIn(stack);
    const second = new SecureInferencePlatform(stack, 'Test', { ...PLATFORM, modelBucketName: 'acme-test-models' });
    second.addRegistry('TestImages', {
      ...{
        registryName: 'test',
        repositories: ['ai/vllm'],
        signingKey: { keyId: 'k', keyArn: 'acs:kms:cn-hangzhou:1:key/k' },
      },
    });
    expect(stack.node.validate()).toEqual([]);
  });

  test('what two constructs make is an error that names both', () => {
    const stack = newStack();
    platformIn(stack);
    new SecureRegistry(stack, 'Second', { network: NETWORK, repositories: ['ai/vllm'], registryName: 'second' });
    const errors = stack.node.validate().join('\n');
    expect(errors).toMatch(/test\/InferenceImages|test\/Inference\//);
    expect(errors).toContain('alicloud_ram_role AliyunContainerRegistryKMSRole');
  });

  test('two stacks of one account are looked at together, those of two accounts are not', () => {
    const app = new App({ stackTraces: false });
    const [one, other, elsewhere] = ['one', 'other', 'elsewhere'].map((id) => new TerraformStack(app, id));
    for (const stack of [one, other, elsewhere]) {
      const assumeRoleArn = stack === elsewhere ? 'acs:ram::2:role/terraform' : 'acs:ram::1:role/terraform';
      new AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou', assumeRoleArn });
      new SigningKey(stack, 'Key', { alias: stack.node.id });
    }
    expect(one.node.validate().join()).toContain('other/Key');
    expect(elsewhere.node.validate()).toEqual([]);
  });
});

test('nodes of a pool reach pods, and load balancers reach the ports that were named', () => {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  const cluster = new AckCluster(stack, 'Cluster', { network, loadBalancerPorts: [8000] });
  new GpuNodePool(stack, 'Gpus', { cluster, instanceTypes: ['ecs.gn8is.4xlarge'], nodes: NodeCount.fixed(1) });
  const rules = resourcesOf(synthesized(stack), 'alicloud_security_group_rule');
  const ofCluster = rules.filter(({ security_group_id: group }) => group.includes('.Cluster_'));
  expect(ofCluster).toContainEqual(
    expect.objectContaining({ source_security_group_id: expect.stringContaining('Gpus'), type: 'ingress' }),
  );
  expect(ofCluster.filter(({ port_range: ports }) => ports === '8000/8000').map(({ cidr_ip }) => cidr_ip)).toEqual([
    '10.0.0.0/16',
    '100.64.0.0/10',
  ]);
});

describe('properties and rules have one bound', () => {
  test.each([180, 3650])('flow logs of %i days', (flowLogDays) => {
    const stack = newStack();
    new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'], flowLogDays });
    synthesized(stack);
  });

  test('fewer days are refused where they are written', () => {
    expect(() => new NetworkPerimeter(newStack(), 'Network', { zones: ['cn-hangzhou-h'], flowLogDays: 179 })).toThrow(
      'from 180 to 3650',
    );
  });

  test('variables go where numbers go', () => {
    const stack = newStack();
    const number = (name: string) => new TerraformVariable(stack, name, { type: 'number' }).numberValue;
    new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'], flowLogDays: number('days') });
    new RuntimeDetection(stack, 'Detection', { scanHour: number('hour') });
    const json = JSON.parse(JSON.stringify(rendered(stack)));
    expect(resourcesOf(json, 'alicloud_threat_detection_cycle_task')[0].target_end_time).toBe('${(var.hour + 6)}');
    expect(stack.node.validate()).toEqual([]);
  });
});

describe('policies of roles', () => {
  const role = (stack: TerraformStack, grants: number) => {
    const store = ModelStore.fromModelStoreAttributes({
      ...{
        bucketName: 'acme-models',
        region: 'cn-hangzhou',
        key: { keyId: 'k', keyArn: 'acs:kms:cn-hangzhou:1:key/k' },
      },
    });
    const reader = new RrsaRole(stack, 'Role', { cluster: CLUSTER, namespace: 'chat', serviceAccount: 'qwen' });
    for (let index = 0; index < grants; index += 1) {
      reader.grantRead(store, `teams/${index}/models`);
    }
  };

  test('grants are merged: twenty stay below what RAM takes', () => {
    const stack = newStack();
    role(stack, 20);
    const [{ policy_document: document }] = resourcesOf(synthesized(stack), 'alicloud_ram_policy');
    expect(Buffer.byteLength(document)).toBeLessThan(1500);
    expect(JSON.parse(document).Statement).toHaveLength(3);
  });

  test('more than RAM takes is refused', () => {
    expect(() => role(newStack(), 200)).toThrow('larger than RAM takes');
  });
});

test('copies of access logs are kept as long as all others', () => {
  const stack = newStack();
  new AuditCollector(stack, 'Central', { accountId: '1234567890123456', retentionDays: 730 });
  expect(resourcesOf(synthesized(stack), 'alicloud_log_audit')[0].variable_map).toMatchObject({
    ...{ oss_access_ttl: '7', oss_sync_enabled: 'true', oss_sync_ttl: '730' },
  });
});

test('nodes are hardened after MLPS 2.0 where that is asked for', () => {
  const stack = newStack();
  platformIn(stack, { hardening: NodeHardening.MLPS });
  const pools = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_node_pool');
  expect(pools.map(({ soc_enabled, security_hardening_os }) => [soc_enabled, security_hardening_os])).toEqual([
    [true, undefined],
  ]);
});

test('the platform refuses writable root file systems and images from elsewhere', () => {
  const stack = newStack();
  platformIn(stack);
  const policies = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance');
  const actionOf = (name: string) =>
    policies.filter(({ policy_name }) => policy_name === name).map(({ action }) => action);
  expect(actionOf('ACKPSPReadOnlyRootFilesystem')).toEqual(['deny']);
  expect(actionOf('ACKAllowedRepos')).toEqual(['deny']);
});

test('images of two registries are in one policy', () => {
  const stack = newStack();
  const platform = platformIn(stack);
  const signingKey = { keyId: 'k', keyArn: 'acs:kms:cn-hangzhou:1:key/k' };
  platform.addRegistry('Tools', { registryName: 'tools', repositories: ['tools/loader'], signingKey });
  const [policy, ...others] = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance').filter(
    ({ policy_name }) => policy_name === 'ACKAllowedRepos',
  );
  expect(others).toEqual([]);
  expect(policy.parameters.repos).toMatch(/inference-images-registry-vpc.*tools-registry-vpc/);
});

test.each<[string, () => unknown, string]>([
  [
    'a name that begins with a digit',
    () => new AckCluster(newStack(), '1prod', { network: NETWORK }),
    'the first a letter',
  ],
  [
    'an empty description',
    () => new StsRole(newStack(), 'Role', { description: '', trusted: [StsPrincipal.user('acs:ram::1:user/a')] }),
    'description',
  ],
  [
    'an id that is none of a vSwitch',
    () => new AckCluster(newStack(), 'Cluster', { network: { ...NETWORK, nodeVswitchIds: ['sg-1'] } }),
    'vSwitch is not one',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});
