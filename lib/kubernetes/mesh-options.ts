/** Editions of Alibaba Cloud Service Mesh. */
export enum AsmEdition {
  /** Standard. */
  STANDARD = 'standard',

  /** Enterprise. */
  ENTERPRISE = 'enterprise',

  /** Ultimate. */
  ULTIMATE = 'ultimate',
}

/** Options of Alibaba Cloud Service Mesh. */
export interface AsmOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Address ranges of the ASM control plane, which lies outside the cluster. Give the range of its vSwitches to narrow
   * what pods may reach; only port 15012 is opened.
   *
   * @default - the private ranges 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16
   */
  readonly controlPlaneCidrs?: string[];

  /**
   * Edition of the mesh.
   *
   * @default AsmEdition.ENTERPRISE
   */
  readonly edition?: AsmEdition;

  /**
   * Whether the CNI plug-in is on. Without it the init container of the sidecar needs NET_ADMIN, and a namespace that
   * enforces `restricted` refuses the pod. Terraform switches it on in the editions Enterprise and Ultimate only.
   *
   * @default - true, except in the standard edition
   */
  readonly cniPlugin?: boolean;

  /**
   * Whether the sidecar is an init container that keeps running. It is ready before every other container, init containers
   * among them, and ends after the engine, so that no answer is cut off. ASM has it from version 1.22.
   *
   * @default true
   */
  readonly nativeSidecar?: boolean;
}

/** Options of an Istio that you run in the cluster. */
export interface IstioOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Namespace of istiod.
   *
   * @default istio-system
   */
  readonly controlPlaneNamespace?: string;

  /**
   * Whether the Istio CNI plug-in is on. Without it a namespace that enforces `restricted` refuses the pod.
   *
   * @default true
   */
  readonly cniPlugin?: boolean;

  /**
   * Whether the sidecar is an init container that keeps running. It is ready before every other container, init containers
   * among them, and ends after the engine, so that no answer is cut off. Istio has it from version 1.19.
   *
   * @default true
   */
  readonly nativeSidecar?: boolean;
}

/** Options of a mesh without sidecars. */
export interface AmbientOptions {
  /**
   * Trust domain of the mesh.
   *
   * @default cluster.local
   */
  readonly trustDomain?: string;

  /**
   * Name of the waypoint that sees methods and paths. It exists already; its service account has the same name, as Istio
   * makes it.
   */
  readonly waypoint: string;

  /**
   * Namespace of the waypoint. One of its own, since the pods that Istio makes for it have no seccomp profile unless
   * `gateways.seccompProfile` is set, and a namespace that enforces `restricted` refuses them.
   */
  readonly waypointNamespace: string;
}

/** Why there is no mesh. */
export interface NoMeshOptions {
  /** Why requests may be neither encrypted nor authenticated, at least 20 characters. It shows on the pods. */
  readonly reason: string;
}
