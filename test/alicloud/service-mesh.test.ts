import { CLUSTER, newStack, resourcesOf, synthesized } from './support';
import {
  AckCluster,
  MeshAccess,
  MeshEdition,
  NetworkPerimeter,
  ServiceMesh,
  ServiceMeshProps,
  StsPrincipal,
  StsRole,
  SystemNodePool,
} from '../../lib/alicloud';

function mesh(props: Partial<ServiceMeshProps> = {}) {
  const stack = newStack();
  new ServiceMesh(stack, 'Mesh', { cluster: CLUSTER, ...props });
  return resourcesOf(synthesized(stack), 'alicloud_service_mesh_service_mesh')[0];
}

test('has the CNI plug-in, in an edition for which the provider switches it on', () => {
  const { mesh_config, cluster_spec } = mesh();
  expect(mesh_config.sidecar_injector).toMatchObject({
    init_cni_configuration: { enabled: true },
    enable_namespaces_by_default: false,
  });
  expect(cluster_spec).toBe('enterprise');
  expect(mesh({ edition: MeshEdition.ULTIMATE }).cluster_spec).toBe('ultimate');
  expect(Object.values(MeshEdition)).not.toContain('standard');
});

test('lets pods call declared hosts only, and nobody on the Internet call it', () => {
  expect(mesh().mesh_config.outbound_traffic_policy).toBe('REGISTRY_ONLY');
  const { load_balancer } = mesh();
  expect(load_balancer).toEqual({ api_server_public_eip: false });
});

test('logs calls, its control plane and its changes', () => {
  expect(mesh({ logDays: 365 }).mesh_config).toMatchObject({
    access_log: { enabled: true, sidecar_enabled: true, sidecar_lifecycle: 365, gateway_enabled: true },
    control_plane_log: { enabled: true, log_ttl_in_day: 365 },
    audit: { enabled: true },
  });
});

test('policies of the mesh are applied through the API server of the cluster', () => {
  expect(mesh().extra_configuration).toEqual({ cr_aggregation_enabled: true });
});

test('waits for nodes of the cluster, on which its components run', () => {
  const stack = newStack();
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'] });
  const cluster = new AckCluster(stack, 'Inference', { network });
  new ServiceMesh(stack, 'Mesh', { cluster });
  new SystemNodePool(stack, 'System', { cluster, instanceTypes: ['ecs.g8i.xlarge'] });
  const [{ depends_on }] = resourcesOf(synthesized(stack), 'alicloud_service_mesh_service_mesh');
  expect(depends_on).toEqual([expect.stringContaining('alicloud_cs_kubernetes_node_pool.')]);
});

test('people work on a mesh that exists by a role, and without a key', () => {
  const stack = newStack();
  const role = new StsRole(stack, 'MeshOperator', {
    description: 'Works on the mesh',
    trusted: [StsPrincipal.user('acs:ram::1:user/alice')],
  });
  role.grantMesh(ServiceMesh.fromServiceMeshAttributes({ meshId: 'mesh-1' }), MeshAccess.OPERATE);
  expect(resourcesOf(synthesized(stack), 'alicloud_service_mesh_user_permission')).toMatchObject([
    {
      sub_account_user_id: expect.stringMatching(/role_id\}$/),
      permissions: [{ service_mesh_id: 'mesh-1', role_name: 'istio-ops', is_ram_role: true }],
    },
  ]);
});

test.each<[string, Partial<ServiceMeshProps>, string]>([
  ['name', { name: 'Mesh' }, 'name is not one'],
  ['version', { version: '1.24' }, 'version is not one'],
  ['retention', { logDays: 400 }, 'days that logs are kept'],
])('refuses a wrong %s', (_, props, message) => {
  expect(() => mesh(props)).toThrow(message);
});
