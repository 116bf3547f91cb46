import { ContainerRuntime } from './container-runtime';
import { KubernetesFeature, KubernetesVersion } from './kubernetes-version';

/** Numeric identity that processes run under. */
export interface PodUser {
  /** User id. */
  readonly user: number;
  /** Primary group id, and the group that owns writable volumes. */
  readonly group: number;
}

/**
 * Security context of a pod. Seccomp stands here rather than on containers, so that containers which a mesh injects have
 * it too: a namespace that enforces `restricted` refuses them otherwise.
 */
export function podSecurityContext(
  { user, group }: PodUser,
  version: KubernetesVersion,
  runtime = ContainerRuntime.CONTAINERD_2,
): object {
  // a kubelet refuses the pod on a runtime that cannot, and its ReplicaSet makes another at once
  const isStrict =
    version.has(KubernetesFeature.SUPPLEMENTAL_GROUPS_POLICY) && runtime === ContainerRuntime.CONTAINERD_2;
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
    // a recursive chown of hundreds of GiB of weights takes minutes at every start
    fsGroupChangePolicy: 'OnRootMismatch',
    // groups that the image grants to the user in /etc/group would otherwise be added
    supplementalGroupsPolicy: isStrict ? 'Strict' : undefined,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** Security context of every container, init containers and sidecars included. */
export function containerSecurityContext(): object {
  return {
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  };
}
