/** What happens to an object that a policy does not allow. */
export enum PolicyAction {
  /** It is refused. */
  DENY = 'deny',

  /** It is reported. */
  WARN = 'warn',
}

/** Where a policy holds. */
export interface PolicyOptions {
  /**
   * Namespaces in which it holds. Needed where the policy is about pods: components of the cluster do not follow it.
   *
   * @default - all
   */
  readonly namespaces?: string[];

  /**
   * What happens to an object that it does not allow.
   *
   * @default PolicyAction.DENY
   */
  readonly action?: PolicyAction;
}

/** A label, in the terms of policies. */
export interface PolicyLabel {
  /** Key of the label. */
  readonly key: string;

  /** Value of the label. */
  readonly value: string;
}

/** A label by which pods select nodes. */
export interface LabelPattern {
  /** Key of the label. */
  readonly key: string;

  /**
   * Regular expression that the value matches.
   *
   * @default - any value
   */
  readonly allowedRegex?: string;
}

/** A label that pods must have. */
export interface RequiredLabel extends LabelPattern {
  /**
   * Whether a pod may be without the label. With it, the value must match.
   *
   * @default - every pod has it
   */
  readonly optional?: boolean;
}

/** A probe that containers have. */
export enum RequiredProbe {
  /** Whether requests go to the pod. */
  READINESS = 'readinessProbe',

  /** Whether the container is restarted. */
  LIVENESS = 'livenessProbe',
}

/** How a list of regions is meant. */
export enum RegionListMode {
  /** These and no others. */
  ALLOW = 'allowlist',

  /** All but these. */
  DENY = 'denylist',
}

/** Labels of SELinux. */
export interface SeLinuxLabels {
  /**
   * Level.
   *
   * @default - none
   */
  readonly level?: string;

  /**
   * Role.
   *
   * @default - none
   */
  readonly role?: string;

  /**
   * Type.
   *
   * @default - none
   */
  readonly type?: string;

  /**
   * User.
   *
   * @default - none
   */
  readonly user?: string;
}

/** Bounds of CPU or memory, as Kubernetes quantities. */
export interface ResourceBounds {
  /** CPU, for example `8`. */
  readonly cpu: string;

  /** Memory, for example `64Gi`. */
  readonly memory: string;
}

/** Smallest and largest Kubernetes quantity. */
export interface QuantityRange {
  /** Smallest, for example `500m`. */
  readonly min: string;

  /** Largest, for example `2`. */
  readonly max: string;
}

/** Bounds between which resources of containers are. */
export interface ResourceRanges {
  /** Requests of CPU. */
  readonly cpuRequests: QuantityRange;

  /** Limits of CPU. */
  readonly cpuLimits: QuantityRange;

  /** Requests of memory. */
  readonly memoryRequests: QuantityRange;

  /** Limits of memory. */
  readonly memoryLimits: QuantityRange;
}

/** Sizes from which resources of containers are chosen. */
export interface ResourceChoices {
  /**
   * Requests of CPU.
   *
   * @default - any
   */
  readonly cpuRequests?: string[];

  /**
   * Limits of CPU.
   *
   * @default - any
   */
  readonly cpuLimits?: string[];

  /**
   * Requests of memory.
   *
   * @default - any
   */
  readonly memoryRequests?: string[];

  /**
   * Limits of memory.
   *
   * @default - any
   */
  readonly memoryLimits?: string[];
}

/** A range of numbers. */
export interface NumberRange {
  /** First number. */
  readonly min: number;

  /** Last number. */
  readonly max: number;
}

/** A directory of nodes. */
export interface HostPathPrefix {
  /** First part of the path. */
  readonly pathPrefix: string;

  /** Whether it may be mounted read-only alone. */
  readonly readOnly: boolean;
}

/** A role whose bindings are restricted. */
export interface RestrictedRole {
  /** `ClusterRole` or `Role`. */
  readonly kind: string;

  /** Name of the role. */
  readonly name: string;
}

/** Which subjects may be bound. */
export interface AllowedSubject {
  /** `User`, `Group` or `ServiceAccount`. */
  readonly kind: string;

  /** Name of the subject. */
  readonly name: string;

  /**
   * Namespace of a service account.
   *
   * @default - none
   */
  readonly namespace?: string;
}
