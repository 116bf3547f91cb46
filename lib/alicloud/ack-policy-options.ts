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

/** A label that objects must have. */
export interface RequiredLabel {
  /** Key of the label. */
  readonly key: string;

  /**
   * Regular expression that the value matches.
   *
   * @default - any value
   */
  readonly allowedRegex?: string;
}

/** Bounds of CPU or memory, as Kubernetes quantities. */
export interface ResourceBounds {
  /** CPU, for example `8`. */
  readonly cpu: string;

  /** Memory, for example `64Gi`. */
  readonly memory: string;
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
