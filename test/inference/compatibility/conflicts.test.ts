import * as fc from 'fast-check';
import {
  GpuIsolation,
  IsolationKind,
  KubernetesVersion,
  MeshKind,
  NetworkMode,
  SandboxKind,
  TrustLevel,
} from '../../../lib';
import { checkCompatibility } from '../../../lib/inference/compatibility';
import { CONFLICTS } from '../../../lib/inference/compatibility/conflicts';
import { Situation } from '../../../lib/inference/compatibility/situation';
import { fuzzing } from '../../support/fuzzing';

const FITTING: Situation = {
  isolation: IsolationKind.STANDARD,
  gpu: GpuIsolation.WHOLE_CARD,
  gpuClaimed: false,
  kubernetes: KubernetesVersion.V1_34,
  network: NetworkMode.TERWAY_SHARED_ENI,
  mesh: MeshKind.SIDECAR,
  meshCni: true,
  userNamespace: false,
  imageVolume: false,
  trust: TrustLevel.TRUSTED,
};

const RUNV = { isolation: IsolationKind.SANDBOXED, sandbox: SandboxKind.RUNV, gpu: GpuIsolation.NONE };
const KATA_GPU = { isolation: IsolationKind.KATA_GPU };
const ACS = { isolation: IsolationKind.ACS };
const UNTRUSTED = { trust: TrustLevel.UNTRUSTED };

/** Each row of the table by one change to a situation that fits, and the nearest situation that fits again. */
const ROWS: [string, Partial<Situation>, Partial<Situation>][] = [
  ['runv-gpu', { ...RUNV, gpu: GpuIsolation.WHOLE_CARD }, RUNV],
  ['runv-network', { ...RUNV, network: NetworkMode.TERWAY_DATAPATH_V2 }, { network: NetworkMode.TERWAY_DATAPATH_V2 }],
  [
    'kata-gpu',
    { ...RUNV, sandbox: SandboxKind.KATA, gpu: GpuIsolation.WHOLE_CARD },
    { ...RUNV, sandbox: SandboxKind.KATA },
  ],
  [
    'gvisor-shared-gpu',
    { ...RUNV, sandbox: SandboxKind.GVISOR, gpu: GpuIsolation.TIME_SHARED },
    { ...RUNV, sandbox: SandboxKind.GVISOR, gpu: GpuIsolation.WHOLE_CARD },
  ],
  ['kata-gpu-part', { ...KATA_GPU, gpu: GpuIsolation.HARDWARE_PARTITION }, KATA_GPU],
  ['kata-gpu-part', { ...KATA_GPU, gpuClaimed: true }, KATA_GPU],
  ['kata-gpu-version', { ...KATA_GPU, kubernetes: KubernetesVersion.V1_33 }, KATA_GPU],
  ['acs-gpu', { ...ACS, gpu: GpuIsolation.NONE }, ACS],
  ['policy-not-enforced', { network: NetworkMode.FLANNEL }, {}],
  ['policy-not-enforced', { network: NetworkMode.TERWAY_EXCLUSIVE_ENI }, {}],
  ['sidecar-without-cni', { meshCni: false }, { meshCni: false, mesh: MeshKind.AMBIENT }],
  ['user-namespace-gpu', { userNamespace: true }, { userNamespace: true, gpu: GpuIsolation.NONE }],
  [
    'user-namespace-version',
    { userNamespace: true, gpu: GpuIsolation.NONE, kubernetes: KubernetesVersion.V1_32 },
    { userNamespace: true, gpu: GpuIsolation.NONE },
  ],
  ['image-volume-version', { imageVolume: true }, { imageVolume: true, kubernetes: KubernetesVersion.V1_35 }],
  ['claim-version', { gpuClaimed: true, kubernetes: KubernetesVersion.V1_33 }, { gpuClaimed: true }],
  [
    'untrusted-shared-gpu',
    { ...UNTRUSTED, isolation: IsolationKind.DEDICATED_NODES, gpu: GpuIsolation.TIME_SHARED },
    { ...UNTRUSTED, isolation: IsolationKind.DEDICATED_NODES },
  ],
  ['untrusted-shared-kernel', UNTRUSTED, { ...UNTRUSTED, ...ACS }],
];

const idsOf = (situation: Situation) => CONFLICTS.filter(({ applies }) => applies(situation)).map(({ id }) => id);

test('a situation that fits has no conflict', () => {
  expect(checkCompatibility(FITTING)).toEqual([]);
});

test.each(ROWS)('%s is found, and is gone with the nearest change', (id, change, remedy) => {
  expect(idsOf({ ...FITTING, ...change })).toEqual([id]);
  expect(idsOf({ ...FITTING, ...remedy })).toEqual([]);
});

test('every row of the table is tested', () => {
  expect([...new Set(ROWS.map(([id]) => id))].sort()).toEqual(CONFLICTS.map(({ id }) => id).sort());
});

test('whatever meets, every conflict is one lower-case clause with what is allowed, a way out and a source', () => {
  const of = <T>(values: { [key: string]: T }) => fc.constantFrom(...Object.values(values));
  const situation: fc.Arbitrary<Situation> = fc.record({
    isolation: of(IsolationKind),
    sandbox: fc.option(of(SandboxKind), { nil: undefined }),
    gpu: of(GpuIsolation),
    gpuClaimed: fc.boolean(),
    kubernetes: fc.constantFrom(KubernetesVersion.V1_30, KubernetesVersion.V1_33, KubernetesVersion.V1_36),
    network: of(NetworkMode),
    mesh: of(MeshKind),
    meshCni: fc.boolean(),
    userNamespace: fc.boolean(),
    imageVolume: fc.boolean(),
    trust: of(TrustLevel),
  });
  fc.assert(
    fc.property(situation, (s) => {
      for (const problem of checkCompatibility(s)) {
        expect(problem.what).toMatch(/^[a-zA-Z].*[^.]$/);
        expect(problem.got).toBeTruthy();
        expect(problem.allowed).toBeTruthy();
        expect(problem.fix).toBeTruthy();
      }
    }),
    fuzzing(300),
  );
  expect(CONFLICTS.filter(({ source }) => source === '')).toEqual([]);
});
