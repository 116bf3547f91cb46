import { NETWORK, newStack, rendered, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  AckClusterProps,
  AckPolicy,
  EncryptionKey,
  MaintenanceWindow,
  NetworkPerimeter,
  PolicyAction,
  Weekday,
} from '../../lib/alicloud';
import { NetworkMode } from '../../lib/kubernetes';

function newCluster(props: Partial<AckClusterProps> = {}) {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h', 'cn-hangzhou-i'] });
  return { stack, cluster: new AckCluster(stack, 'Inference', { network, ...props }) };
}

function clusterArguments(props: Partial<AckClusterProps> = {}) {
  return resourcesOf(synthesized(newCluster(props).stack), 'alicloud_cs_managed_kubernetes')[0];
}

test('is private, encrypted, logged and protected without a single option', () => {
  expect(clusterArguments()).toMatchObject({
    name: 'inference',
    cluster_spec: 'ack.pro.small',
    slb_internet_enabled: false,
    new_nat_gateway: false,
    enable_rrsa: true,
    disable_encryption: false,
    skip_set_certificate_authority: true,
    deletion_protection: true,
    control_plane_log_components: ['apiserver', 'kcm', 'scheduler', 'ccm', 'controlplane-events'],
    control_plane_log_ttl: '180',
    audit_log_config: { enabled: true },
    delete_options: [
      { resource_type: 'SLS_Data', delete_mode: 'retain' },
      { resource_type: 'SLS_ControlPlane', delete_mode: 'retain' },
    ],
  });
});

test('encrypts Secrets with a key that one call does not delete, unless it is given one', () => {
  const json = synthesized(newCluster().stack);
  expect(resourcesOf(json, 'alicloud_kms_key')).toMatchObject([
    { deletion_protection: 'Enabled', automatic_rotation: 'Enabled', rotation_interval: '365d' },
  ]);
  const secretsKey = EncryptionKey.fromEncryptionKeyAttributes({
    keyId: 'key-1',
    keyArn: 'acs:kms:cn-hangzhou:1:key/1',
  });
  expect(clusterArguments({ secretsKey }).encryption_provider_key).toBe('key-1');
});

test('has the addons of hardening, and a network plug-in that enforces policies', () => {
  const { addons } = clusterArguments();
  expect(addons.map(({ name }: any) => name)).toEqual(
    expect.arrayContaining([
      'gatekeeper',
      'policy-template-controller',
      'ack-pod-identity-webhook',
      'managed-aliyun-acr-credential-helper',
      'kritis-validation-hook',
      'loongcollector',
    ]),
  );
  const terway = (mode?: NetworkMode) =>
    JSON.parse(clusterArguments({ networkMode: mode }).addons.find(({ name }: any) => name === 'terway-eniip').config);
  expect(terway()).toEqual({ NetworkPolicy: 'true', IPVlan: 'false', ENITrunking: 'false' });
  expect(terway(NetworkMode.TERWAY_DATAPATH_V2).IPVlan).toBe('true');
});

test('stops the apply where the API made public what the provider could not ask to be private', () => {
  const conditions = clusterArguments().lifecycle.postcondition.map(({ condition }: any) => condition);
  expect(conditions).toEqual([
    '${try(length(self.slb_internet), 0) == 0}',
    '${try(length(self.nat_gateway_id), 0) == 0}',
  ]);
});

test('asks nothing about NAT gateways in a network that has one', () => {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'], internetEgress: true });
  new AckCluster(stack, 'Inference', { network });
  const [{ lifecycle }] = resourcesOf(synthesized(stack), 'alicloud_cs_managed_kubernetes');
  expect(lifecycle.postcondition).toHaveLength(1);
});

test('upgrades itself to patches within the window, unless a version is pinned', () => {
  expect(clusterArguments()).toMatchObject({
    operation_policy: { cluster_auto_upgrade: { enabled: true, channel: 'patch' } },
    maintenance_window: { enable: true, duration: '3h', weekly_period: 'Tuesday,Wednesday' },
  });
  const pinned = clusterArguments({ version: '1.34.1-aliyun.1' });
  expect(pinned.version).toBe('1.34.1-aliyun.1');
  expect(pinned.operation_policy).toBeUndefined();
});

test('the security group lets nobody in from outside the VPC, and drops what leaves it', () => {
  const rules = resourcesOf(synthesized(newCluster().stack), 'alicloud_security_group_rule');
  const ingress = rules.filter(({ type }) => type === 'ingress');
  expect(ingress.map(({ cidr_ip }) => cidr_ip)).toEqual(['10.0.0.0/16', '10.0.0.0/16']);
  const egress = rules.filter(({ type }) => type === 'egress').map(({ policy, cidr_ip }) => [policy, cidr_ip]);
  expect(egress).toEqual([
    ['accept', '10.0.0.0/16'],
    ['accept', '100.64.0.0/10'],
    ['drop', '0.0.0.0/0'],
  ]);
});

test.each<[string, Partial<AckClusterProps>, string]>([
  ['name', { name: 'Inference' }, 'name is not one'],
  ['version', { version: '1.34' }, 'version is not one'],
  ['old version', { version: '1.26.3-aliyun.1' }, 'older than what nodes are hardened for'],
  [
    'region of the key',
    { secretsKey: { keyId: 'key-1', keyArn: 'acs:kms:cn-beijing:1:key/key-1' } },
    'key of Secrets is not a key of the region: got "acs:kms:cn-beijing:1:key/key-1"; allowed: acs:kms:cn-hangzhou:',
  ],
  [
    'range of a network that exists',
    {
      network: NetworkPerimeter.fromNetworkPerimeterAttributes({
        vpcId: 'vpc-1',
        cidr: '10.0.0.0',
        nodeVswitchIds: ['vsw-1'],
        podVswitchIds: ['vsw-2'],
      }),
    },
    'range of the VPC is not a private one',
  ],
  ['Services in the VPC', { serviceCidr: '10.0.128.0/20' }, 'range of Services overlaps the VPC'],
  ['Services around the VPC', { serviceCidr: '10.0.0.0/8' }, 'range of Services overlaps the VPC'],
  ['Flannel', { networkMode: NetworkMode.FLANNEL }, 'does not enforce network policies'],
  ['exclusive ENIs', { networkMode: NetworkMode.TERWAY_EXCLUSIVE_ENI }, 'does not enforce network policies'],
  [
    'window without days',
    { maintenance: MaintenanceWindow.weekly({ days: [], hour: 1 }) },
    'days of the maintenance window',
  ],
  [
    'window twice on a day',
    { maintenance: MaintenanceWindow.weekly({ days: [Weekday.MONDAY, Weekday.MONDAY], hour: 1 }) },
    'and none twice',
  ],
  [
    'window at 24',
    { maintenance: MaintenanceWindow.weekly({ days: [Weekday.MONDAY], hour: 24 }) },
    'hour of the maint',
  ],
  [
    'window of two days',
    { maintenance: MaintenanceWindow.weekly({ days: [Weekday.MONDAY], hour: 1, hours: 48 }) },
    'hours of the maint',
  ],
  [
    'zones that differ',
    {
      network: NetworkPerimeter.fromNetworkPerimeterAttributes({
        vpcId: 'vpc-1',
        cidr: '10.0.0.0/16',
        nodeVswitchIds: ['vsw-1'],
        podVswitchIds: [],
      }),
    },
    'zones of nodes and of pods differ',
  ],
])('refuses a wrong %s', (_, props, message) => {
  expect(() => newCluster(props)).toThrow(message);
});

test('enforces policies with typed parameters, lists and objects as JSON', () => {
  const { stack, cluster } = newCluster();
  cluster.enforce(AckPolicy.NOT_PRIVILEGED, { namespaces: ['inference'] });
  cluster.enforce(AckPolicy.allowedRepositories(['acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/']), {
    namespaces: ['inference'],
    action: PolicyAction.WARN,
  });
  cluster.enforce(AckPolicy.protectCoreDns(2));
  const policies = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance');
  expect(
    policies.map(({ policy_name, action, namespaces, parameters }) => [policy_name, action, namespaces, parameters]),
  ).toEqual([
    ['ACKPSPPrivilegedContainer', 'deny', ['inference'], {}],
    ['ACKAllowedRepos', 'warn', ['inference'], { repos: '["acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/"]' }],
    ['ACKProtectCoreDNS', 'deny', undefined, { min_replicas: '2' }],
  ]);
});

test('enforces one policy with other parameters in other namespaces', () => {
  const { stack, cluster } = newCluster();
  cluster.enforce(AckPolicy.containerLimits({ cpu: '8', memory: '64Gi' }), { namespaces: ['chat'] });
  cluster.enforce(AckPolicy.containerLimits({ cpu: '16', memory: '128Gi' }), { namespaces: ['batch'] });
  expect(resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_policy_instance')).toHaveLength(2);
});

test.each<[string, () => unknown, string]>([
  ['without namespaces', () => newCluster().cluster.enforce(AckPolicy.READ_ONLY_ROOT), 'pods of the cluster itself'],
  [
    'in kube-system',
    () => newCluster().cluster.enforce(AckPolicy.IMAGE_DIGEST, { namespaces: ['kube-system'] }),
    'got ["kube-system"]',
  ],
  [
    'with an open prefix',
    () =>
      newCluster().cluster.enforce(
        AckPolicy.allowedRepositories(['acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai']),
        {
          namespaces: ['inference'],
        },
      ),
    'repository is the first part of others as well',
  ],
])('refuses a policy about pods %s', (_, enforce, message) => {
  expect(enforce).toThrow(message);
});

test('adds components later, by the resource that merges their configuration', () => {
  const { stack, cluster } = newCluster();
  cluster.addAddon('ack-advanced-audit', { enabled: 'true' });
  expect(resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_addon')).toMatchObject([
    { name: 'ack-advanced-audit', config: '{\n"enabled":"true"}' },
  ]);
});

test.each([
  ['ack-kserve', 'cloud-native AI suite'],
  ['managed-aliyuncloud-credential', 'use managed-aliyun-acr-credential-helper'],
  ['Gatekeeper', 'copy the name from the list of components'],
])('refuses the component %s, which the API does not have', (name, fix) => {
  expect(() => newCluster().cluster.addAddon(name)).toThrow(fix);
});

test('a change through the resource is seen by the rules', () => {
  const { stack, cluster } = newCluster();
  cluster.resource.addOverride('slb_internet_enabled', true);
  expect(rendered(stack).resource!.alicloud_cs_managed_kubernetes).toMatchObject({
    [cluster.resource.friendlyUniqueId]: { slb_internet_enabled: true },
  });
  expect(() => synthesized(stack)).toThrow('API server of the cluster is on the Internet');
});

test('a private endpoint is asked for, of the providers that can ask', () => {
  const stack = newStack();
  new AckCluster(stack, 'Cluster', { network: NETWORK }).requestPrivateEndpoint();
  const json = synthesized(stack);
  expect(resourcesOf(json, 'alicloud_cs_managed_kubernetes')).toMatchObject([
    { control_plane_endpoints_config: { load_balancers_config: [{ endpoint_type: 'private' }] } },
  ]);
  expect(json.terraform).toMatchObject({ required_providers: { alicloud: { version: '~> 1.287' } } });
});
