/** A part of the Kubernetes API that exists, switched on by default, from some minor version on. */
export enum KubernetesFeature {
  /** `spec.securityContext.supplementalGroupsPolicy`. */
  SUPPLEMENTAL_GROUPS_POLICY = 'supplementalGroupsPolicy',

  /** `lifecycle.preStop.sleep`, which needs no shell in the image. */
  SLEEP_ACTION = 'preStop.sleep',

  /** `volumes[].image`. */
  IMAGE_VOLUME = 'image volumes',

  /** `hostUsers: false`: users of a pod are others on the node. */
  USER_NAMESPACE = 'user namespaces',

  /** `resource.k8s.io/v1`: claims of devices. */
  DYNAMIC_RESOURCE_ALLOCATION = 'dynamic resource allocation',

  /** `ValidatingAdmissionPolicy` v1. */
  VALIDATING_ADMISSION_POLICY = 'ValidatingAdmissionPolicy v1',
}

/**
 * First minor version in which a feature is on by default.
 *
 * Source: the feature-gate table of the Kubernetes documentation and the stage files of the KEPs 3619, 3960, 4639, 127, 4381, 3488.
 */
const SINCE: Record<KubernetesFeature, number> = {
  [KubernetesFeature.SUPPLEMENTAL_GROUPS_POLICY]: 33,
  [KubernetesFeature.SLEEP_ACTION]: 30,
  [KubernetesFeature.IMAGE_VOLUME]: 35,
  [KubernetesFeature.USER_NAMESPACE]: 33,
  [KubernetesFeature.DYNAMIC_RESOURCE_ALLOCATION]: 34,
  [KubernetesFeature.VALIDATING_ADMISSION_POLICY]: 30,
};

/** Minor version of the cluster that manifests are written for. It decides which fields exist. */
export class KubernetesVersion {
  /** Kubernetes 1.30. */
  public static readonly V1_30 = new KubernetesVersion(30);

  /** Kubernetes 1.31. */
  public static readonly V1_31 = new KubernetesVersion(31);

  /** Kubernetes 1.32. */
  public static readonly V1_32 = new KubernetesVersion(32);

  /** Kubernetes 1.33. */
  public static readonly V1_33 = new KubernetesVersion(33);

  /** Kubernetes 1.34. */
  public static readonly V1_34 = new KubernetesVersion(34);

  /** Kubernetes 1.35. */
  public static readonly V1_35 = new KubernetesVersion(35);

  /** Kubernetes 1.36. */
  public static readonly V1_36 = new KubernetesVersion(36);

  private constructor(
    /** Minor version number. */
    public readonly minor: number,
  ) {}

  /**
   * Whether the version has the feature, switched on by default.
   *
   * @param feature the feature
   */
  public has(feature: KubernetesFeature): boolean {
    return this.minor >= SINCE[feature];
  }

  /** Version as Pod Security labels write it, for example `v1.34`. */
  public get podSecurityLabel(): string {
    return `v1.${this.minor}`;
  }

  /** Version as people write it, for example `1.34`. */
  public toString(): string {
    return `1.${this.minor}`;
  }
}
