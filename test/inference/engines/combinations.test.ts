import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { GATEWAY, image, PROMETHEUS } from './support';
import {
  Gpu,
  GpuIsolation,
  InferenceEngine,
  Isolation,
  KubernetesVersion,
  Mesh,
  ModelFormat,
  ModelSource,
  SandboxRuntime,
  Scaling,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
  TrustLevel,
  Workload,
} from '../../../lib';
import { NIM, RouteAccess, SGLANG, TGI, TRITON, VLLM } from '../../../lib/engines';
import { CONFLICTS } from '../../../lib/inference/compatibility/conflicts';
import { InputError } from '../../../lib/private/problems';
import { DIGEST, manifest, newService } from '../fixtures';

const ENGINES = { vllm: VLLM, sglang: SGLANG, triton: TRITON, nim: NIM, tgi: TGI };

const GPUS: Record<string, () => Gpu> = {
  exclusive: () => Gpu.exclusive(2, { card: 'NVIDIA-L20' }),
  mig: () => Gpu.mig('1g.10gb'),
  cgpu: () => Gpu.shared({ memoryGiB: 8, corePercent: 50 }),
  mps: () => Gpu.mps({ memoryGiB: 8 }),
  dra: () => Gpu.dra({ deviceClass: 'gpu.nvidia.com' }),
  none: () => Gpu.none(),
};

const SOURCES: Record<string, (format: ModelFormat) => ModelSource> = {
  pvc: (format) => ModelSource.pvc({ ...model(format), claimName: 'models', subPath: 'a' }),
  oss: (format) =>
    ModelSource.oss({
      ...model(format),
      bucket: 'acme-models',
      prefix: 'a/v1',
      region: 'cn-hangzhou',
      roleName: 'reader',
    }),
  nas: (format) =>
    ModelSource.nas({ ...model(format), server: '0123456789-abc12.cn-hangzhou.nas.aliyuncs.com', path: '/a' }),
  ociImage: (format) =>
    ModelSource.ociImage({
      ...model(format),
      reference: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/a@${DIGEST}`,
    }),
};

const ISOLATIONS: Record<string, () => Isolation> = {
  standard: () => Isolation.standard(),
  dedicated: () => Isolation.dedicatedNodes({ nodeLabels: { pool: 'llm' }, taintKey: 'pool', taintValue: 'llm' }),
  runv: () => Isolation.sandboxed(SandboxRuntime.RUNV),
  gvisor: () => Isolation.sandboxed(SandboxRuntime.gvisor({ nodeLabels: { pool: 'gvisor' } })),
  acs: () => Isolation.acs({ gpuModel: 'GN8IS' }),
  kataGpu: () => Isolation.kataGpu({ nodeLabels: { pool: 'kata' } }),
};

const MESHES: Record<string, () => Mesh> = {
  asm: () => Mesh.asm(),
  istio: () => Mesh.istio(),
  ambient: () => Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' }),
};

const WORKLOADS: Record<string, () => Workload> = {
  deployment: () => Workload.deployment(),
  kserve: () => Workload.kserve(),
};

const SCALINGS: Record<string, () => Scaling> = {
  fixed: () => Scaling.fixed(2),
  queue: () => Scaling.onQueueDepth({ min: 2, max: 4 }),
};

const { V1_30, V1_34, V1_36 } = KubernetesVersion;

function model(format: ModelFormat) {
  return { name: 'qwen3-8b', format, size: Size.gibibytes(16) };
}

const oneOf = <K extends string>(choices: Record<K, unknown>) => fc.constantFrom(...(Object.keys(choices) as K[]));

/** Names rather than objects, so that a failing case is readable. */
const combination = fc.record({
  engine: oneOf(ENGINES),
  gpu: oneOf(GPUS),
  source: oneOf(SOURCES),
  // mostly the ones that go with many others
  isolation: fc.oneof({ arbitrary: fc.constant('standard'), weight: 2 }, oneOf(ISOLATIONS)),
  mesh: oneOf(MESHES),
  workload: oneOf(WORKLOADS),
  scaling: oneOf(SCALINGS),
  kubernetesVersion: fc.constantFrom(V1_30, V1_34, V1_36, V1_36),
  trust: fc.constantFrom(TrustLevel.TRUSTED, TrustLevel.TRUSTED, TrustLevel.UNTRUSTED),
});

type Combination = typeof combination extends fc.Arbitrary<infer T> ? T : never;

function propsOf({ kubernetesVersion, trust, ...names }: Combination): SecureGpuInferenceServiceProps {
  const { describedVersion: version } = ENGINES[names.engine];
  const engine = InferenceEngine[names.engine]({ image: image('engine'), version });
  return {
    engine,
    model: SOURCES[names.source](engine.profile.formats[0] as ModelFormat),
    gpu: GPUS[names.gpu](),
    isolation: ISOLATIONS[names.isolation](),
    mesh: MESHES[names.mesh](),
    workload: WORKLOADS[names.workload](),
    scaling: SCALINGS[names.scaling](),
    kubernetesVersion,
    trust,
  };
}

/** The service, or nothing if the solver refuses the combination; anything else that is wrong is a failure. */
function solved(props: SecureGpuInferenceServiceProps): SecureGpuInferenceService | undefined {
  try {
    return newService(props);
  } catch (error) {
    const conflicts = CONFLICTS.map(({ what }) => what);
    expect(conflicts).toEqual(expect.arrayContaining((error as InputError).problems.map(({ what }) => what)));
    return undefined;
  }
}

/** A GPU that pods share is a finding, to be acknowledged by whoever knows that they belong together. */
function isShare(error: string, gpu: Gpu): boolean {
  return gpu.isolation === GpuIsolation.TIME_SHARED && error.includes('SAI-GPU-004');
}

function expectSound(service: SecureGpuInferenceService, { engine, gpu }: SecureGpuInferenceServiceProps): void {
  service.connections.allowFrom(GATEWAY);
  service.connections.allowScrapeFrom(PROMETHEUS);
  expect(service.node.validate().filter((error) => !isShare(error, gpu))).toEqual([]);

  const objects = service.node.findAll().flatMap((construct: any) => (construct.toJson ? [construct.toJson()] : []));
  expect(JSON.stringify(objects)).not.toMatch(/\$\{|undefined|NaN/);
  const authorized = JSON.stringify(manifest(service, 'AuthorizationPolicy').spec.rules);
  for (const { path, access } of engine.profile.routes) {
    if (access === RouteAccess.NOBODY && path.length > 3) {
      expect(authorized).not.toContain(`"${path}"`);
    }
  }
}

describe('engine, GPU, model source, isolation, mesh, workload and version', () => {
  const counts = { allowed: 0, refused: 0 };

  beforeAll(() => jest.spyOn(process, 'emitWarning').mockImplementation());
  afterAll(() => jest.restoreAllMocks());

  test('what the solver allows is synthesized and passes the rules', () => {
    fc.assert(
      fc.property(combination, (names) => {
        const props = propsOf(names);
        const service = solved(props);
        counts[service ? 'allowed' : 'refused']++;
        if (service) {
          expectSound(service, props);
        }
      }),
      { seed: 20260930, numRuns: Number(process.env.COMBINATIONS ?? 60) },
    );
  });

  test('both outcomes were met', () => {
    expect(counts.allowed).toBeGreaterThan(10);
    expect(counts.refused).toBeGreaterThan(5);
  });
});
