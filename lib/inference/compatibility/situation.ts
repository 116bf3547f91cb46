import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { NetworkMode } from '../../kubernetes/network-mode';
import { SandboxKind } from '../../kubernetes/sandbox-runtime';
import { GpuIsolation } from '../gpu';
import { IsolationKind } from '../isolation';
import { TrustLevel } from '../trust-level';

/** What parts of a service and its cluster must fit together. */
export interface Situation {
  readonly isolation: IsolationKind;
  readonly sandbox?: SandboxKind;
  readonly gpu: GpuIsolation;
  /** Whether devices are allocated by Dynamic Resource Allocation. */
  readonly gpuClaimed: boolean;
  readonly kubernetes: KubernetesVersion;
  readonly network: NetworkMode;
  readonly mesh: MeshKind;
  /** Whether a CNI plug-in redirects traffic to the sidecar, instead of an init container with NET_ADMIN. */
  readonly meshCni: boolean;
  /** Whether root in the pod is another user on the node. */
  readonly userNamespace: boolean;
  readonly imageVolume: boolean;
  readonly trust: TrustLevel;
}
