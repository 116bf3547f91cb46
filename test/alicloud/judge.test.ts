import { Block, readSchema } from '../../projenrc/alicloud/schema';
import values from '../../projenrc/alicloud/values.json';
import { judgeStack } from '../support/terraform/judge';

const vpc = { cidr_block: '10.0.0.0/8', vpc_name: 'inference' };
const judge = (type: string, resource: object) =>
  judgeStack({ resource: { [type]: { x: resource as Record<string, unknown> } } });

test('has nothing to say about resources that are right', () => {
  expect(
    judge('alicloud_vpc', { ...vpc, tags: { team: 'ml' }, '//': {}, lifecycle: { prevent_destroy: true } }),
  ).toEqual([]);
  expect(
    judge('alicloud_cs_kubernetes_node_pool', {
      cluster_id: '${alicloud_vpc.x.id}',
      labels: [{ key: 'a', value: 'b' }],
      kubelet_configuration: [{ feature_gates: { A: true } }],
    }),
  ).toEqual(['alicloud_vpc.x.id: no such resource in the stack']);
});

test.each<[string, object, string]>([
  ['alicloud_nothing', {}, 'no such type'],
  ['alicloud_vpc', { cidr: '10.0.0.0/8' }, 'x.cidr: no such argument'],
  ['alicloud_vpc', { route_table_id: 'vtb-1' }, 'x.route_table_id: is read-only'],
  ['alicloud_vpc', { name: 'old' }, 'x.name: is deprecated'],
  ['alicloud_vpc', { tags: ['a'] }, 'x.tags: ["a"] is not a ["map","string"]'],
  ['alicloud_vpc', { enable_ipv6: 'false' }, 'x.enable_ipv6: "false" is not a "bool"'],
  ['alicloud_cs_kubernetes_node_pool', {}, 'x.cluster_id: is missing'],
  ['alicloud_cs_kubernetes_node_pool', { cluster_id: 'c', desired_size: 2 }, 'x.desired_size: 2 is not a "string"'],
  ['alicloud_cs_kubernetes_node_pool', { cluster_id: 'c', labels: [{ value: 'b' }] }, 'x.labels.key: is missing'],
  ['alicloud_cs_kubernetes_node_pool', { cluster_id: 'c', management: [{}, {}] }, 'x.management: 2 blocks'],
  ['alicloud_cs_kubernetes_node_pool', { cluster_id: 'c', image_type: 'Debian' }, '"Debian" is not one of'],
  ['alicloud_cs_kubernetes_node_pool', { cluster_id: 'c', system_disk_encrypt_algorithm: 'sm4' }, 'not one of'],
  ['alicloud_cs_managed_kubernetes', { node_cidr_mask: 12 }, '12 is not one of'],
  ['alicloud_cs_managed_kubernetes', { vswitch_ids: ['1', '2', '3', '4', '5', '6'] }, 'mostItems'],
  ['alicloud_cs_managed_kubernetes', { control_plane_log_components: ['apiserver', 'etcd'] }, 'not one of'],
  ['alicloud_threat_detection_oss_scan_config', { scan_day_list: [0] }, '[0] is not one of'],
  ['alicloud_service_mesh_service_mesh', {}, 'x.network: is missing'],
])('%s %j: %s', (type, resource, problem) => {
  expect(judge(type, resource).join('\n')).toContain(problem);
});

test.each<[string, object, string]>([
  ['alicloud_cs_managed_kubernetes', { control_plane_log_ttl: '30' }, 'control_plane_log_components'],
  [
    'alicloud_cs_managed_kubernetes',
    { encryption_provider_key: 'k', cluster_spec: 'ack.pro.small' },
    'disable_encryption',
  ],
  ['alicloud_cs_managed_kubernetes', { encryption_provider_key: 'k', disable_encryption: false }, 'Pro cluster'],
  [
    'alicloud_cs_managed_kubernetes',
    { security_group_id: 's', is_enterprise_security_group: true },
    'exclude each other',
  ],
  ['alicloud_cs_managed_kubernetes', { addons: [{ name: 'terway-eniip' }] }, 'pod_vswitch_ids is for Terway'],
  ['alicloud_cs_managed_kubernetes', { pod_cidr: '10.0.0.0/16', pod_vswitch_ids: ['v'] }, 'exclude each other'],
  [
    'alicloud_cs_managed_kubernetes',
    { operation_policy: [{ cluster_auto_upgrade: [{ enabled: true, channel: 'patch' }] }] },
    'maintenance_window',
  ],
  ['alicloud_cs_kubernetes_node_pool', { security_hardening_os: true, soc_enabled: true }, 'exclude each other'],
  ['alicloud_cs_kubernetes_node_pool', { password: 'x', key_name: 'y' }, 'exclude each other'],
  ['alicloud_cs_kubernetes_node_pool', { desired_size: '2', scaling_config: [{ max_size: 3 }] }, 'autoscaler'],
  ['alicloud_cs_kubernetes_node_pool', { scaling_config: [{ min_size: 5, max_size: 3 }] }, 'min_size is above'],
  ['alicloud_cs_kubernetes_node_pool', { system_disk_encrypted: true, system_disk_category: 'cloud_ssd' }, 'ESSD'],
  ['alicloud_cs_kubernetes_node_pool', { runtime_name: 'Sandboxed-Container.runv' }, 'runtime_version go together'],
  ['alicloud_cs_kubernetes_node_pool', { ram_role_name: 'KubernetesWorkerRole-1' }, 'own worker roles'],
  ['alicloud_security_group_rule', { ip_protocol: 'tcp', port_range: '443/443' }, 'exactly one of'],
  ['alicloud_security_group_rule', { ip_protocol: 'tcp', cidr_ip: '10.0.0.0/8' }, 'port_range'],
  ['alicloud_kms_key', { automatic_rotation: 'Enabled' }, 'rotation_interval'],
  ['alicloud_kms_key', { automatic_rotation: 'Enabled', rotation_interval: '365d', key_spec: 'RSA_2048' }, 'symmetric'],
  ['alicloud_oss_bucket_server_side_encryption', { sse_algorithm: 'AES256', kms_master_key_id: 'k' }, 'KMS'],
  ['alicloud_cr_scan_rule', { scan_scope: 'NAMESPACE', namespaces: [] }, 'NAMESPACE needs'],
  ['alicloud_ram_role', { max_session_duration: 900 }, '3600 to 43200'],
])('refuses the combination %s %j', (type, resource, problem) => {
  expect(judge(type, resource).join('\n')).toContain(problem);
});

test('values are of arguments that the schema has', () => {
  const { resources } = readSchema();
  const isThere = (type: string, path: string) => {
    const names = path.split('.');
    const last = names.pop()!;
    const block = names.reduce<Block | undefined>((outer, name) => outer?.block_types[name]?.block, resources[type]);
    return block?.attributes[last] !== undefined;
  };
  const paths = Object.entries(values).flatMap(([type, of]) => Object.keys(of).map((path) => [type, path]));
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter(([type, path]) => !isThere(type, path))).toEqual([]);
});

test('knows which arguments the oldest provider of a stack does not have', () => {
  const stack = (version: string) => ({
    terraform: { required_providers: { alicloud: { version } } },
    resource: { alicloud_cr_ee_instance: { images: { tags: { owner: 'ml' } } } },
  });
  const problem = 'alicloud_cr_ee_instance.images.tags: provider ~> 1.286 does not have it, 1.289.0 does';
  expect(judgeStack(stack('~> 1.286'))).toContain(problem);
  expect(judgeStack(stack('~> 1.289'))).not.toContain(problem);
});

test('follows references to the attribute', () => {
  const stack = {
    resource: {
      alicloud_vpc: { main: vpc },
      alicloud_vswitch: { a: { vpc_id: '${alicloud_vpc.main.id}' }, b: { vpc_id: '${alicloud_vpc.main.identity}' } },
    },
  };
  expect(judgeStack(stack)).toEqual(['alicloud_vpc.main.identity: no such attribute']);
});

test('knows that depends_on takes addresses and no expressions', () => {
  const stack = (dependency: string) => ({
    resource: {
      alicloud_vpc: { main: vpc },
      alicloud_vswitch: { a: { vpc_id: 'vpc-1', depends_on: [dependency] } },
    },
  });
  expect(judgeStack(stack('alicloud_vpc.main'))).toEqual([]);
  for (const wrong of ['${alicloud_vpc.main}', 'alicloud_vpc.other', 'alicloud_vpc.main.id']) {
    expect(judgeStack(stack(wrong))).toEqual([expect.stringContaining(`${wrong} is not a resource of the stack`)]);
  }
});
