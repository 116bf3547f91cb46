/** What runs containers on a node. */
export enum ContainerRuntime {
  /** containerd 1.x. It cannot hold pods to the groups that their manifests name. */
  CONTAINERD_1 = 'containerd 1.x',

  /** containerd 2.0 or newer, as ACK has it from Kubernetes 1.33 on. */
  CONTAINERD_2 = 'containerd 2.x',
}
