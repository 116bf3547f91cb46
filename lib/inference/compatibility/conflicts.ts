import { Situation } from './situation';
import { KubernetesFeature } from '../../kubernetes/kubernetes-version';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { NetworkMode } from '../../kubernetes/network-mode';
import { SandboxKind } from '../../kubernetes/sandbox-runtime';
import { GpuIsolation } from '../gpu';
import { IsolationKind } from '../isolation';
import { TrustLevel } from '../trust-level';

/** Parts that do not work, or do not protect, together. */
export interface Conflict {
  /** Names the row in tests and documentation. */
  readonly id: string;
  readonly applies: (situation: Situation) => boolean;
  /** What happens, lower case. */
  readonly what: string;
  /** The parts that meet. */
  readonly got: (situation: Situation) => string;
  readonly allowed: string;
  /** The ways out. */
  readonly fix: string;
  readonly source: string;
}

const hasGpu = ({ gpu }: Situation) => gpu !== GpuIsolation.NONE;
const isRunv = ({ sandbox }: Situation) => sandbox === SandboxKind.RUNV;

const ISOLATED_GPU =
  'run on ACS GPU pods, each in a VM of its own (Isolation.acs), on Kata with VFIO on nodes that you install ' +
  '(Isolation.kataGpu), or on a node pool of its own with a taint (Isolation.dedicatedNodes)';
const ENFORCING_NETWORK = `${NetworkMode.TERWAY_SHARED_ENI}, ${NetworkMode.TERWAY_DATAPATH_V2}`;
const ACK_SANDBOX_DOCS = 'ACK documentation, "Create and manage a node pool that runs sandboxed containers"';
const ACK_NETWORK_DOCS = 'ACK documentation, "Use network policies in ACK clusters"';
const ACS_DOCS = 'ACS documentation, "ACS pod instance overview"';
const KATA_GPU_DOCS = 'Kata Containers documentation, "NVIDIA GPU passthrough and Kata"';

/** Every combination that is refused. A combination that no row names is allowed. */
export const CONFLICTS: readonly Conflict[] = [
  {
    id: 'runv-gpu',
    applies: (s) => isRunv(s) && hasGpu(s),
    what: 'runv pods cannot have a gpu: ACK passes no host device into its sandbox',
    got: (s) => `runv with ${s.gpu}`,
    allowed: 'runv without a GPU (Gpu.none()), or a GPU without runv',
    fix: ISOLATED_GPU,
    source: 'ACK documentation, "Compatibility notes": host devices cannot be passed to VM-based isolation',
  },
  {
    id: 'runv-network',
    applies: (s) => isRunv(s) && [NetworkMode.TERWAY_EXCLUSIVE_ENI, NetworkMode.TERWAY_DATAPATH_V2].includes(s.network),
    what: 'runv node pools do not exist in a cluster with this network',
    got: (s) => s.network,
    allowed: NetworkMode.TERWAY_SHARED_ENI,
    fix: 'use a cluster whose Terway shares ENIs without DataPath V2',
    source: ACK_SANDBOX_DOCS,
  },
  {
    id: 'kata-gpu',
    applies: (s) => s.sandbox === SandboxKind.KATA && hasGpu(s),
    what: 'a plain kata sandbox has no gpu: it reaches one by VFIO passthrough only, which is another runtime class',
    got: (s) => `kata with ${s.gpu}`,
    allowed: 'Isolation.kataGpu with Gpu.exclusive',
    fix: 'use Isolation.kataGpu({ nodeLabels }), or Gpu.none()',
    source: KATA_GPU_DOCS,
  },
  {
    id: 'gvisor-shared-gpu',
    applies: (s) =>
      s.sandbox === SandboxKind.GVISOR && [GpuIsolation.TIME_SHARED, GpuIsolation.HARDWARE_PARTITION].includes(s.gpu),
    what: 'gvisor forwards calls of the NVIDIA driver for whole cards only',
    got: (s) => `gvisor with ${s.gpu}`,
    allowed: 'Gpu.exclusive on a card and driver that gvisor lists, or Gpu.none()',
    fix: 'ask for whole cards',
    source: 'gVisor documentation, "GPU support"',
  },
  {
    id: 'kata-gpu-part',
    applies: (s) => s.isolation === IsolationKind.KATA_GPU && (s.gpu !== GpuIsolation.WHOLE_CARD || s.gpuClaimed),
    what: 'VFIO passes whole cards to a virtual machine, counted as nvidia.com/pgpu',
    got: (s) => `${s.isolation} with ${s.gpuClaimed ? 'claimed devices' : s.gpu}`,
    allowed: 'Gpu.exclusive',
    fix: 'ask for whole cards, or for another isolation',
    source: KATA_GPU_DOCS,
  },
  {
    id: 'kata-gpu-version',
    applies: (s) => s.isolation === IsolationKind.KATA_GPU && s.kubernetes.minor < 34,
    what: 'kubelet does not tell a virtual machine which devices the pod was given',
    got: (s) => `Kubernetes ${s.kubernetes.toString()}`,
    allowed: 'Kubernetes 1.34 or newer',
    fix: 'upgrade the cluster',
    source: KATA_GPU_DOCS,
  },
  {
    id: 'acs-gpu',
    applies: (s) => s.isolation === IsolationKind.ACS && (s.gpu !== GpuIsolation.WHOLE_CARD || s.gpuClaimed),
    what: 'ACS gives whole cards to pods of its gpu classes',
    got: (s) => `${s.isolation} with ${s.gpuClaimed ? 'claimed devices' : s.gpu}`,
    allowed: 'Gpu.exclusive',
    fix: 'ask for whole cards, or use a node pool of your own',
    source: ACS_DOCS,
  },
  {
    id: 'policy-not-enforced',
    applies: (s) => [NetworkMode.FLANNEL, NetworkMode.TERWAY_EXCLUSIVE_ENI].includes(s.network),
    what: 'network policies are accepted and never enforced by this network',
    got: (s) => s.network,
    allowed: ENFORCING_NETWORK,
    fix: 'use a cluster with one of these, and Terway with NetworkPolicy switched on',
    source: ACK_NETWORK_DOCS,
  },
  {
    id: 'sidecar-without-cni',
    applies: (s) => s.mesh === MeshKind.SIDECAR && !s.meshCni,
    what: "the sidecar's init container needs NET_ADMIN, and a namespace that enforces restricted refuses the pod",
    got: () => 'a sidecar mesh without its CNI plug-in',
    allowed: 'a mesh with its CNI plug-in, or an ambient mesh',
    fix: 'switch the CNI plug-in on (in the standard edition of ASM by hand, then say cniPlugin: true), or use Mesh.ambient()',
    source: 'ASM documentation, "Enable a CNI plug-in to improve security"',
  },
  {
    id: 'user-namespace-gpu',
    applies: (s) => s.userNamespace && hasGpu(s),
    what: 'user namespaces do not work with NVIDIA GPUs',
    got: (s) => `a user namespace with ${s.gpu}`,
    allowed: 'a user namespace with Gpu.none()',
    fix: 'leave userNamespace out: the pod does not run as root in either case',
    source: 'NVIDIA GPU Operator documentation; NVIDIA/cloud-native-docs#402, NVIDIA/nvidia-container-toolkit#648',
  },
  {
    id: 'user-namespace-version',
    applies: (s) => s.userNamespace && !s.kubernetes.has(KubernetesFeature.USER_NAMESPACE),
    what: 'cluster has no user namespaces',
    got: (s) => `Kubernetes ${s.kubernetes.toString()}`,
    allowed: 'Kubernetes 1.33 or newer, where they are on by default',
    fix: 'upgrade the cluster, or leave userNamespace out',
    source: 'KEP-127',
  },
  {
    id: 'image-volume-version',
    applies: (s) => s.imageVolume && !s.kubernetes.has(KubernetesFeature.IMAGE_VOLUME),
    what: 'cluster has no image volumes',
    got: (s) => `Kubernetes ${s.kubernetes.toString()}`,
    allowed: 'Kubernetes 1.35 or newer, where they are on by default',
    fix: 'upgrade the cluster, or put the weights in OSS: ModelSource.oss(...)',
    source: 'KEP-4639',
  },
  {
    id: 'claim-version',
    applies: (s) => s.gpuClaimed && !s.kubernetes.has(KubernetesFeature.DYNAMIC_RESOURCE_ALLOCATION),
    what: 'cluster has no dynamic resource allocation',
    got: (s) => `Kubernetes ${s.kubernetes.toString()}`,
    allowed: 'Kubernetes 1.34 or newer',
    fix: 'upgrade the cluster, or use Gpu.exclusive(...)',
    source: 'KEP-4381',
  },
  {
    id: 'untrusted-shared-gpu',
    applies: (s) => s.trust === TrustLevel.UNTRUSTED && s.gpu === GpuIsolation.TIME_SHARED,
    what: 'pods that share a card share its faults and its driver: no boundary for what is not trusted',
    got: (s) => s.gpu,
    allowed: 'Gpu.exclusive, Gpu.mig',
    fix: 'give the service whole cards or hardware partitions',
    source: 'NVIDIA k8s-device-plugin, "Shared access to GPUs": nothing special is done to isolate workloads',
  },
  {
    id: 'untrusted-shared-kernel',
    applies: (s) => s.trust === TrustLevel.UNTRUSTED && s.isolation === IsolationKind.STANDARD,
    what: 'untrusted workloads would share kernel and node with others',
    got: (s) => s.isolation,
    allowed: 'Isolation.acs, .kataGpu, .dedicatedNodes; .sandboxed for pods without a GPU',
    fix: ISOLATED_GPU,
    source: 'seed document, "Sandboxed containers"',
  },
];
