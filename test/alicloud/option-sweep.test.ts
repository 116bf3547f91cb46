/** Every combination of options that constructs document is one that the provider accepts, and that the rules agree to. */
import { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import {
  COLLECTORS,
  GOVERNANCE,
  GRANTS,
  KEYS,
  KMS_INSTANCES,
  MOUNT_ROLES,
  RRSA_ROLES,
  SIGNING_KEYS,
  STS_ROLES,
} from './identity-arbitraries';
import {
  CIDRS,
  CLUSTERS,
  DETECTIONS,
  GPU_POOLS,
  MESHES,
  NETWORKS,
  REGISTRIES,
  STORES,
  SYSTEM_POOLS,
  TRAILS,
  ZONES,
} from './option-arbitraries';
import { CLUSTER, NETWORK, newStack, rendered } from './support';
import {
  AckCluster,
  AuditCollector,
  AuditTrail,
  EncryptionKey,
  GpuNodePool,
  KmsInstance,
  ModelStore,
  NetworkPerimeter,
  PolicyGovernance,
  RrsaRole,
  RuntimeDetection,
  SecureRegistry,
  ServiceMesh,
  SigningKey,
  StsRole,
  SystemNodePool,
} from '../../lib/alicloud';
import { fuzzing } from '../support/fuzzing';
import { judgeConstraints } from '../support/terraform/constraints';
import { judgeStack } from '../support/terraform/judge';
import { secretsOf } from '../support/terraform/secrets';

const OPTIONS = fc.record({
  ...{ zones: ZONES, cidr: CIDRS, network: NETWORKS, cluster: CLUSTERS, system: SYSTEM_POOLS, gpus: GPU_POOLS },
  ...{ store: STORES, trail: TRAILS, mesh: MESHES, registry: REGISTRIES, detection: DETECTIONS },
});

test('whatever options are taken together, the provider and the rules have nothing against them', () => {
  fc.assert(
    fc.property(OPTIONS, (options) => {
      const stack = newStack();
      const { zones, cidr } = options;
      const network = new NetworkPerimeter(stack, 'Network', { zones, cidr, ...options.network });
      const cluster = new AckCluster(stack, 'Cluster', { network, ...options.cluster });
      new SystemNodePool(stack, 'System', { cluster, ...options.system });
      new GpuNodePool(stack, 'Gpus', { cluster, ...options.gpus });
      new ModelStore(stack, 'Models', { network, ...options.store });
      new AuditTrail(stack, 'Audit', { cluster, ...options.trail });
      new ServiceMesh(stack, 'Mesh', { cluster, ...options.mesh });
      new SecureRegistry(stack, 'Images', { network, ...options.registry });
      new RuntimeDetection(stack, 'Detection', options.detection);
      expectValid(stack);
    }),
    { ...fuzzing(25), endOnFailure: true },
  );
}, 120_000);

const IDENTITIES = fc.record({
  ...{ people: STS_ROLES, pods: RRSA_ROLES, mount: MOUNT_ROLES, grants: GRANTS, key: KEYS, signing: SIGNING_KEYS },
  ...{ kms: KMS_INSTANCES, collector: COLLECTORS, governance: GOVERNANCE },
});

const STORE = ModelStore.fromModelStoreAttributes({ bucketName: 'acme-models', region: 'cn-hangzhou' });

test('whatever roles, keys, collectors and policies are taken together, the same', () => {
  fc.assert(
    fc.property(IDENTITIES, ({ people, pods, mount, grants, key, signing, kms, collector, governance }) => {
      const stack = newStack();
      const role = new StsRole(stack, 'People', people);
      role.grantRead(STORE, grants.read);
      role.grantPublish(STORE, grants.publish);
      role.grantMesh(ServiceMesh.fromServiceMeshAttributes({ meshId: 'mesh-1' }), grants.mesh);
      new RrsaRole(stack, 'Pods', { cluster: CLUSTER, ...pods }).grantRead(STORE, grants.read);
      RrsaRole.forModelMount(stack, 'Mount', { cluster: CLUSTER, ...mount }).grantRead(STORE, grants.read);
      new EncryptionKey(stack, 'Key', key);
      new SigningKey(stack, 'Signing', signing);
      new KmsInstance(stack, 'Kms', { network: NETWORK, ...kms });
      new AuditCollector(stack, 'Copies', collector);
      const { namespaces, action } = governance;
      const policies = new PolicyGovernance(stack, 'Policies', { cluster: CLUSTER, installed: governance.installed });
      policies.enforce(governance.pods, { namespaces, action });
      policies.enforce(governance.objects, { action });
      expectValid(stack);
    }),
    { ...fuzzing(40), endOnFailure: true },
  );
}, 120_000);

/** For the provider's schema and constraints, without secrets, and for the rules. */
function expectValid(stack: TerraformStack): void {
  const json = JSON.parse(JSON.stringify(rendered(stack)));
  expect([...judgeStack(json), ...judgeConstraints(json), ...secretsOf(json)]).toEqual([]);
  expect(stack.node.validate()).toEqual([]);
}
