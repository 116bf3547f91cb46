import { Chart, Size, Testing } from 'cdk8s';
import { CLUSTER, NETWORK, newStack, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  AckClusterAttributes,
  AckClusterProps,
  AckPolicy,
  GpuNodePool,
  GpuNodePoolProps,
  GpuScheduling,
  NetworkPerimeter,
  NodeCount,
  NodeRuntime,
  SystemNodePool,
} from '../../lib/alicloud';
import {
  Gpu,
  InferenceEngine,
  Isolation,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
} from '../../lib/inference';
import { NetworkMode } from '../../lib/kubernetes';

function newCluster(props: Partial<AckClusterProps> = {}) {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  return { stack, cluster: new AckCluster(stack, 'Inference', { network, ...props }) };
}

function newPool(props: Partial<GpuNodePoolProps> = {}, clusterProps: Partial<AckClusterProps> = {}) {
  const { stack, cluster } = newCluster(clusterProps);
  const pool = new GpuNodePool(stack, 'L20', {
    cluster,
    instanceTypes: ['ecs.gn8is.4xlarge'],
    nodes: NodeCount.fixed(2),
    ...props,
  });
  return { stack, pool };
}

function poolArguments(props: Partial<GpuNodePoolProps> = {}) {
  return resourcesOf(synthesized(newPool(props).stack), 'alicloud_cs_kubernetes_node_pool')[0];
}

test('nodes are hardened without a single option', () => {
  const pool = poolArguments();
  expect(pool).toMatchObject({
    image_type: 'AliyunLinux3',
    security_hardening_os: true,
    login_as_non_root: true,
    instance_metadata_options: { http_tokens: 'required' },
    system_disk_encrypted: true,
    system_disk_encrypt_algorithm: 'aes-256',
    kubelet_configuration: { read_only_port: '0' },
    management: {
      auto_repair: true,
      auto_repair_policy: { restart_node: false },
      auto_vul_fix_policy: { restart_node: false },
    },
    desired_size: '2',
    taints: [{ key: 'nvidia.com/gpu', value: 'true', effect: 'NoSchedule' }],
  });
  for (const deprecated of ['cis_enabled', 'platform', 'security_group_id', 'name', 'password', 'soc_enabled']) {
    expect(pool).not.toHaveProperty(deprecated);
  }
});

test('labels say which pool it is, how GPUs are handed out, and which driver is asked for', () => {
  const labels = Object.fromEntries(
    poolArguments({ gpus: { driverVersion: '570.169' } }).labels.map(({ key, value }: any) => [key, value]),
  );
  expect(labels).toEqual({
    'secure-inference.ack/pool': 'l20',
    'ack.node.gpu.schedule': 'default',
    'ack.aliyun.com/nvidia-driver-version': '570.169',
  });
});

test('nodes have a role with hardly a right, and a security group of their own', () => {
  const json = synthesized(newPool().stack);
  expect(resourcesOf(json, 'alicloud_ram_role')).toMatchObject([{ role_name: 'inference-l20-nodes' }]);
  const [policy] = resourcesOf(json, 'alicloud_ram_policy');
  expect(JSON.parse(policy.policy_document).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['cr:ListInstance', 'cr:ListMetadataOccurrences'],
      Resource: ['acs:cr:cn-hangzhou:*:*'],
    },
  ]);
  expect(resourcesOf(json, 'alicloud_security_group').map((group) => group.security_group_name)).toEqual([
    'inference-cluster',
    'inference-l20',
  ]);
});

test('grows with the pods within bounds', () => {
  expect(poolArguments({ nodes: NodeCount.between(0, 8) })).toMatchObject({
    scaling_config: { enable: true, type: 'gpu', min_size: 0, max_size: 8 },
  });
  expect(poolArguments({ nodes: NodeCount.between(0, 8) }).desired_size).toBeUndefined();
});

test('nodes that are there already are known by labels and taint', () => {
  const nodes = { nodeLabels: { 'example.com/pool': 'l20' }, taintKey: 'example.com/gpu', taintValue: 'true' };
  expect(GpuNodePool.fromGpuNodePoolAttributes(nodes).host()).toEqual({
    ...nodes,
    schedulingMode: 'default',
    resourceName: 'nvidia.com/gpu',
  });
  const shared = { ...nodes, scheduling: GpuScheduling.SHARED_MEMORY, runtimeClassName: 'runv' };
  expect(GpuNodePool.fromGpuNodePoolAttributes(shared).host()).toMatchObject({
    schedulingMode: 'cgpu',
    resourceName: 'aliyun.com/gpu-mem',
    runtimeClassName: 'runv',
  });
});

test('both halves agree on labels, taints and resource, with plain data', () => {
  const { stack, pool } = newPool({ tenant: 'acme' });
  const host = pool.host();
  const chart = new Chart(Testing.app(), 'llm', { namespace: 'inference' });
  new SecureGpuInferenceService(chart, 'Qwen', {
    engine: InferenceEngine.vllm({
      image:
        'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392',
      version: '0.33.0',
    }),
    model: ModelSource.pvc({
      name: 'qwen3-8b',
      claimName: 'models',
      format: ModelFormat.SAFETENSORS,
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
    isolation: Isolation.dedicatedNodes(host),
  });
  const { spec } = Testing.synth(chart).find(({ kind }) => kind === 'Deployment').spec.template;
  const [nodes] = resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_node_pool');

  const labels = Object.fromEntries(nodes.labels.map(({ key, value }: any) => [key, value]));
  expect(labels).toMatchObject(spec.nodeSelector);
  for (const { key, value } of nodes.taints) {
    const matching = spec.tolerations.filter(
      (toleration: any) => toleration.key === key && (toleration.operator === 'Exists' || toleration.value === value),
    );
    expect(matching).not.toEqual([]);
  }
  expect(spec.containers[0].resources.limits).toHaveProperty([host.resourceName]);
  expect(host.schedulingMode).toBe(Gpu.exclusive(1).schedulingMode);
});

test('GPUs that are shared without hardware isolation are a finding that a person has to accept', () => {
  const { stack, pool } = newPool({ gpus: { scheduling: GpuScheduling.SHARED_MEMORY } });
  expect(pool.host()).toMatchObject({ schedulingMode: 'cgpu', resourceName: 'aliyun.com/gpu-mem' });
  expect(() => synthesized(stack)).toThrow('shared without isolation by hardware');
});

test('sandboxed nodes name runtime and version, and pods the RuntimeClass', () => {
  const sandboxed = { instanceTypes: ['ecs.ebmgn7e.32xlarge'], runtime: NodeRuntime.sandboxed('2.2.0') };
  expect(poolArguments(sandboxed)).toMatchObject({
    runtime_name: 'Sandboxed-Container.runv',
    runtime_version: '2.2.0',
  });
  const { pool } = newPool(sandboxed);
  expect(pool.host().runtimeClassName).toBe('runv');
  expect(pool.node.metadata.map(({ data }) => data).join()).toContain('no way to give a GPU to a sandboxed pod');
});

test('warns of a driver that ACK may replace without a word', () => {
  expect(newPool({ gpus: { driverVersion: '999.1' } }).pool.node.metadata.map(({ data }) => data)).toEqual([
    expect.stringContaining('ACK may not know the driver 999.1'),
  ]);
  expect(newPool({ gpus: { driverVersion: '570.169' } }).pool.node.metadata).toEqual([]);
});

test.each<[string, Partial<GpuNodePoolProps>, Partial<AckClusterProps>, string]>([
  ['no instance types', { instanceTypes: [] }, {}, 'pool has no instance types'],
  ['confidential GPUs', { instanceTypes: ['ecs.gn8v-tee.4xlarge'] }, {}, 'fix: use ecs.gn8v.4xlarge'],
  ['instances without GPUs', { instanceTypes: ['ecs.g8i.xlarge'] }, {}, 'instance type has no NVIDIA GPU'],
  ['more nodes at least than at most', { nodes: NodeCount.between(4, 2) }, {}, 'invalid number of nodes: got [4,2]'],
  ['a fraction of a node', { nodes: NodeCount.fixed(1.5) }, {}, 'invalid number of nodes'],
  [
    'a key of another region',
    { diskKey: { keyId: 'key-1', keyArn: 'acs:kms:cn-beijing:1:key/key-1' } },
    {},
    'key of disks is not a key of the region',
  ],
  [
    'a sandbox without a version',
    { runtime: NodeRuntime.sandboxed('newest'), instanceTypes: ['ecs.ebmgn7e.32xlarge'] },
    {},
    'version of the sandbox is not one',
  ],
  ['a driver that is none', { gpus: { driverVersion: 'latest' } }, {}, 'driver version is not one'],
  ['a tenant that is no label', { tenant: 'Acme Inc.' }, {}, 'tenant is not one'],
  ['a sandbox on virtual machines', { runtime: NodeRuntime.sandboxed('2.2.0') }, {}, 'sandboxed nodes are bare metal'],
  [
    'a sandbox on DataPath V2',
    { runtime: NodeRuntime.sandboxed('2.2.0'), instanceTypes: ['ecs.ebmgn7e.32xlarge'] },
    { networkMode: NetworkMode.TERWAY_DATAPATH_V2 },
    'sandboxed pods cannot use the data path',
  ],
  [
    'a sandbox on a newer Kubernetes',
    { runtime: NodeRuntime.sandboxed('2.2.0'), instanceTypes: ['ecs.ebmgn7e.32xlarge'] },
    { version: '1.35.1-aliyun.1' },
    'newer than what sandboxed nodes are documented for',
  ],
])('refuses %s', (_, props, clusterProps, message) => {
  expect(() => newPool(props, clusterProps)).toThrow(message);
});

test.each<[string, Partial<AckClusterAttributes>, string]>([
  ['an old version', { version: '1.26.3-aliyun.1' }, 'older than what nodes are hardened for'],
  ['a public range', { network: { ...NETWORK, cidr: '8.0.0.0/16' } }, 'range of the VPC is not a private one'],
  ['a vSwitch too few', { network: { ...NETWORK, podVswitchIds: [] } }, 'zones of nodes and of pods differ'],
])('refuses nodes for a cluster with %s', (_, attributes, message) => {
  const cluster = AckCluster.fromAckClusterAttributes({ ...CLUSTER, ...attributes });
  const props = { cluster, nodes: NodeCount.fixed(1) };
  expect(() => new GpuNodePool(newStack(), 'L20', { ...props, instanceTypes: ['ecs.gn8is.4xlarge'] })).toThrow(message);
  expect(() => new SystemNodePool(newStack(), 'System', { ...props, instanceTypes: ['ecs.g8i.xlarge'] })).toThrow(
    message,
  );
});

test('system nodes take the components of the cluster, and policies wait for them', () => {
  const { stack, cluster } = newCluster();
  cluster.enforce(AckPolicy.NOT_PRIVILEGED, { namespaces: ['inference'] });
  new SystemNodePool(stack, 'System', { cluster, instanceTypes: ['ecs.g8i.xlarge'] });
  const json = synthesized(stack);
  const [pool] = resourcesOf(json, 'alicloud_cs_kubernetes_node_pool');
  expect(pool).toMatchObject({ desired_size: '3', taints: [], security_hardening_os: true });
  const [policy] = resourcesOf(json, 'alicloud_cs_kubernetes_policy_instance');
  expect(policy.depends_on).toEqual([expect.stringMatching(/^alicloud_cs_kubernetes_node_pool\.\w+$/)]);
});

test('refuses GPUs for the components of the cluster', () => {
  const { stack, cluster } = newCluster();
  expect(() => new SystemNodePool(stack, 'System', { cluster, instanceTypes: ['ecs.gn8is.4xlarge'] })).toThrow(
    'put GPU instances into a GpuNodePool',
  );
});

test('a cluster that exists takes pools as well', () => {
  const stack = newStack();
  const cluster = AckCluster.fromAckClusterAttributes({
    name: 'inference',
    clusterId: 'c-1',
    securityGroupId: 'sg-1',
    oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c-1',
    oidcIssuer: 'https://oidc-ack-cn-hangzhou.oss-cn-hangzhou.aliyuncs.com/c-1',
    network: NetworkPerimeter.fromNetworkPerimeterAttributes({
      vpcId: 'vpc-1',
      cidr: '10.0.0.0/16',
      nodeVswitchIds: ['vsw-1'],
      podVswitchIds: ['vsw-2'],
    }),
  });
  new GpuNodePool(stack, 'L20', { cluster, instanceTypes: ['ecs.gn8is.4xlarge'], nodes: NodeCount.fixed(1) });
  expect(resourcesOf(synthesized(stack), 'alicloud_cs_kubernetes_node_pool')).toMatchObject([{ cluster_id: 'c-1' }]);
});
