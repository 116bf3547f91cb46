/** Fields of an object as they are written. */
type Fields = Readonly<Record<string, any>>;

/** A reason for which a person has to decide, and how it is seen. */
export interface Doubt {
  readonly reason: string;
  readonly isIn: (spec: Fields, container: Fields) => boolean;
}

/**
 * A field that `check --fix` writes so that a rule holds. It is written where it is absent only: whoever wrote another value
 * meant it. What may stop a workload that runs today has a doubt, or no autofix at all.
 */
export interface Autofix {
  /** What the path begins at: the spec of the pod, or the container that the rule names. */
  readonly of: 'pod' | 'container';
  readonly path: readonly string[];
  readonly value: unknown;
  readonly doubts: readonly Doubt[];
}

/** The kubelet applies no seccomp profile to it, whatever is written. */
export const PRIVILEGED: Doubt = {
  reason: 'the container is privileged, so that the field has no effect or is refused',
  isIn: (_, { securityContext }) => securityContext?.privileged === true,
};

/** Refused together by the API server: https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export const SYS_ADMIN: Doubt = {
  reason: 'the container adds SYS_ADMIN, which the API server refuses together with the field',
  isIn: (_, { securityContext }) =>
    [securityContext?.capabilities?.add].flat().some((name) => /^(CAP_)?(SYS_ADMIN|ALL)$/.test(String(name))),
};

/** Programs of root lose what they change owners and users with; those of others have no capabilities in the first place. */
export const MAY_BE_ROOT: Doubt = {
  reason: 'the container may run as root, which can need capabilities: set runAsNonRoot or runAsUser first',
  isIn: (spec, container) => !(userOf(spec, container) > 0) && ofBoth(spec, container, 'runAsNonRoot') !== true,
};

/** The user of the image is not seen in a manifest. */
export const USER_OF_IMAGE: Doubt = {
  reason: 'the image may run as root and would not start: set runAsUser to the number of its user',
  isIn: (spec, container) => !(userOf(spec, container) > 0),
};

/** Rights of an account may be bound anywhere; of the default one, SAI-IDN-001 asks that nobody uses it. */
export const NAMED_ACCOUNT: Doubt = {
  reason: 'the pod names a service account, whose token it may use for the Kubernetes API',
  isIn: ({ serviceAccountName = '' }) => !['', 'default'].includes(serviceAccountName as string),
};

function userOf(spec: Fields, container: Fields): number {
  return Number(ofBoth(spec, container, 'runAsUser') ?? NaN);
}

/** A field of the security context of a container, or else of its pod. */
function ofBoth(spec: Fields, container: Fields, field: string): unknown {
  return container.securityContext?.[field] ?? spec.securityContext?.[field];
}
