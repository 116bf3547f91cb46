/** Every combination of options that constructs document is one that the provider accepts, and that the rules agree to. */
import fc from 'fast-check';
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
import { newStack, rendered } from './support';
import {
  AckCluster,
  AuditTrail,
  GpuNodePool,
  ModelStore,
  NetworkPerimeter,
  RuntimeDetection,
  SecureRegistry,
  ServiceMesh,
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
      const json = JSON.parse(JSON.stringify(rendered(stack)));
      expect([...judgeStack(json), ...judgeConstraints(json), ...secretsOf(json)]).toEqual([]);
      expect(stack.node.validate()).toEqual([]);
    }),
    { ...fuzzing(25), endOnFailure: true },
  );
}, 120_000);
