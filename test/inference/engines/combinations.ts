import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { image } from './support';
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
  SecureGpuInferenceServiceProps,
  TrustLevel,
  Workload,
} from '../../../lib';
import { EngineKey, EngineProfile, ENGINES as RECORD } from '../../../lib/engines';
import { CONFLICTS } from '../../../lib/inference/compatibility/conflicts';
import { InputError } from '../../../lib/private/problems';
import { DIGEST } from '../fixtures';

export const ENGINES: Readonly<Record<EngineKey, EngineProfile>> = RECORD;

export const GPUS = {
  exclusive: () => Gpu.exclusive(2, { card: 'NVIDIA-L20' }),
  mig: () => Gpu.mig('1g.10gb'),
  cgpu: () => Gpu.shared({ memoryGiB: 8, corePercent: 50 }),
  mps: () => Gpu.mps({ memoryGiB: 8 }),
  dra: () => Gpu.dra({ deviceClass: 'gpu.nvidia.com' }),
  none: () => Gpu.none(),
};

export const SOURCES = {
  pvc: (format: ModelFormat) => ModelSource.pvc({ ...model(format), claimName: 'models', subPath: 'a' }),
  oss: (format: ModelFormat) =>
    ModelSource.oss({
      ...model(format),
      bucket: 'acme-models',
      prefix: 'a/v1',
      region: 'cn-hangzhou',
      roleName: 'reader',
    }),
  nas: (format: ModelFormat) =>
    ModelSource.nas({ ...model(format), server: '0123456789-abc12.cn-hangzhou.nas.aliyuncs.com', path: '/a' }),
  ociImage: (format: ModelFormat) =>
    ModelSource.ociImage({
      ...model(format),
      reference: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/a@${DIGEST}`,
    }),
};

const ISOLATIONS = {
  standard: () => Isolation.standard(),
  dedicated: () => Isolation.dedicatedNodes({ nodeLabels: { pool: 'llm' }, taintKey: 'pool', taintValue: 'llm' }),
  runv: () => Isolation.sandboxed(SandboxRuntime.RUNV),
  gvisor: () => Isolation.sandboxed(SandboxRuntime.gvisor({ nodeLabels: { pool: 'gvisor' } })),
  acs: () => Isolation.acs({ gpuModel: 'GN8IS' }),
  kataGpu: () => Isolation.kataGpu({ nodeLabels: { pool: 'kata' } }),
};

export const MESHES = {
  asm: () => Mesh.asm(),
  istio: () => Mesh.istio(),
  ambient: () => Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' }),
};

const WORKLOADS = {
  deployment: () => Workload.deployment(),
  kserve: () => Workload.kserve(),
  leaderWorkerSet: () => Workload.leaderWorkerSet({ size: 2 }),
};

const SCALINGS = {
  fixed: () => Scaling.fixed(2),
  queue: () => Scaling.onQueueDepth({ min: 2, max: 4 }),
  keda: () => Scaling.keda({ min: 2, max: 4, prometheusAddress: 'http://prometheus.monitoring:9090' }),
};

const { V1_30, V1_34, V1_36 } = KubernetesVersion;

export const VERSIONS = { V1_30, V1_34, V1_36 };

function model(format: ModelFormat) {
  return { name: 'qwen3-8b', format, size: Size.gibibytes(16) };
}

const oneOf = <K extends string>(choices: Record<K, unknown>) => fc.constantFrom(...(Object.keys(choices) as K[]));

/** What else a service is made from. */
const circumstances = {
  // mostly the ones that go with many others
  isolation: fc.oneof({ arbitrary: fc.constant('standard' as const), weight: 2 }, oneOf(ISOLATIONS)),
  mesh: oneOf(MESHES),
  workload: oneOf(WORKLOADS),
  scaling: oneOf(SCALINGS),
  kubernetesVersion: fc.constantFrom<keyof typeof VERSIONS>('V1_30', 'V1_34', 'V1_36', 'V1_36'),
  trust: fc.constantFrom(TrustLevel.TRUSTED, TrustLevel.TRUSTED, TrustLevel.UNTRUSTED),
};

const all = fc.record({ engine: oneOf(ENGINES), gpu: oneOf(GPUS), source: oneOf(SOURCES), ...circumstances });

export type Combination = typeof all extends fc.Arbitrary<infer T> ? T : never;

/** Names rather than objects, so that a failing case is readable. */
export const COMBINATION = all.filter(spreads);

/** Combinations of one engine, GPU mode and model source. */
export function combinationsOf(given: Pick<Combination, 'engine' | 'gpu' | 'source'>): fc.Arbitrary<Combination> {
  return fc
    .record({ ...circumstances })
    .map((rest) => ({ ...given, ...rest }))
    .filter(spreads);
}

/** Whether the engine can do what the workload asks of it: some serve from one node only. */
function spreads({ engine, workload }: Combination): boolean {
  return workload !== 'leaderWorkerSet' || ENGINES[engine].multiNode !== undefined;
}

export function propsOf({ kubernetesVersion, trust, ...names }: Combination): SecureGpuInferenceServiceProps {
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
    kubernetesVersion: VERSIONS[kubernetesVersion],
    trust,
  };
}

/** What the construct makes, or nothing if the solver refuses the combination; anything else that is wrong is thrown. */
export function solved<T>(define: () => T): T | undefined {
  try {
    return define();
  } catch (error) {
    const conflicts = CONFLICTS.map(({ what }) => what);
    if (error instanceof InputError && error.problems.every(({ what }) => conflicts.includes(what))) {
      return undefined;
    }
    throw error;
  }
}

/** A GPU that pods share is a finding, to be acknowledged by whoever knows that they belong together. */
export function isShared(gpu: Gpu): boolean {
  return gpu.isolation === GpuIsolation.TIME_SHARED;
}
