/** An object beside the pod. */
export interface EmittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  /**
   * Whether it has no namespace.
   *
   * @default false
   */
  readonly isClusterWide?: boolean;
  readonly body: object;
}

/** What one part of a service (its GPUs, its model, its mesh …) adds to the pods and beside them. */
export interface Contribution {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly serviceAccountAnnotations?: Record<string, string>;
  readonly nodeSelector?: Record<string, string>;
  /** Match expressions that a node must meet. */
  readonly nodeRequirements?: object[];
  readonly tolerations?: object[];
  /** Further fields of the pod spec. */
  readonly pod?: object;
  /** Extended resources of the engine container, requested and at most. */
  readonly resources?: Record<string, string>;
  /** Names of resource claims of the pod that the engine container uses. */
  readonly claims?: string[];
  readonly env?: object[];
  readonly volumes?: object[];
  readonly mounts?: object[];
  readonly initContainers?: object[];
  /** Rules of the NetworkPolicy. */
  readonly ingress?: object[];
  readonly egress?: object[];
  /** Hosts outside the cluster that the mesh lets pods reach over TLS. */
  readonly hosts?: string[];
  /** Services that the mesh knows and pods may call, as `<namespace>/<host>`. */
  readonly meshHosts?: string[];
  readonly objects?: EmittedObject[];
}

/** All contributions as one; of two that set the same key of a map, the later wins. */
export function mergeContributions(parts: readonly Contribution[]): Required<Contribution> {
  const maps = (field: keyof Contribution) => Object.assign({}, ...parts.map((part) => part[field]));
  const lists = (field: keyof Contribution): any[] => parts.flatMap((part) => (part[field] as unknown[]) ?? []);
  return {
    labels: maps('labels'),
    annotations: maps('annotations'),
    serviceAccountAnnotations: maps('serviceAccountAnnotations'),
    nodeSelector: maps('nodeSelector'),
    pod: maps('pod'),
    resources: maps('resources'),
    nodeRequirements: lists('nodeRequirements'),
    tolerations: lists('tolerations'),
    claims: lists('claims'),
    env: lists('env'),
    volumes: lists('volumes'),
    mounts: lists('mounts'),
    initContainers: lists('initContainers'),
    ingress: lists('ingress'),
    egress: lists('egress'),
    hosts: lists('hosts'),
    meshHosts: lists('meshHosts'),
    objects: lists('objects'),
  };
}
