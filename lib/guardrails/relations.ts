import { Manifest } from './pods';

/** Kinds that a rule over all objects asks something of; others only answer. */
const ASKED = new Set(['DaemonSet', 'Deployment', 'Namespace', 'StatefulSet']);

/** What rules over all objects read of the kinds that are many and long. */
const READ: Record<string, readonly string[]> = {
  DaemonSet: ['spec.template.metadata.labels', 'spec.template.spec.containers.*.resources.limits'],
  Deployment: ['spec.replicas', 'spec.template.metadata.labels', 'spec.template.spec.containers.*.resources.limits'],
  StatefulSet: ['spec.replicas', 'spec.template.metadata.labels', 'spec.template.spec.containers.*.resources.limits'],
  Namespace: [],
  NetworkPolicy: ['spec'],
  AuthorizationPolicy: ['spec.action', 'spec.selector'],
  PeerAuthentication: ['spec'],
  PodDisruptionBudget: ['spec.selector'],
  ResourceQuota: ['spec.hard'],
  ClusterImagePolicy: [],
  ClusterPolicy: [],
  ConstraintTemplate: [],
  GenericAttestationPolicy: [],
  RatifyVerification: [],
  ValidatingAdmissionPolicy: [],
  ValidatingPolicy: [],
  Verifier: [],
};

const ALWAYS = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'metadata.labels'];

/** Whether a rule over all objects asks something of this one. */
export function isAsked({ kind }: Manifest): boolean {
  return ASKED.has(kind);
}

/** Kinds that rules over all objects name. */
export const RELATED_KINDS: readonly string[] = Object.keys(READ);

/**
 * What rules over all objects read of one, so that thousands fit in memory. Undefined if they read nothing of it.
 */
export function relationsOf(object: Manifest): Manifest | undefined {
  const read = READ[object.kind];
  return read && (pick(object, [...ALWAYS, ...read]) as Manifest);
}

function pick(value: unknown, paths: readonly string[]): unknown {
  if (paths.includes('')) {
    return value;
  }
  if (Array.isArray(value)) {
    const inner = paths.map((path) => path.replace(/^\*\.?/, ''));
    return value.map((item) => pick(item, inner));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const byField = new Map<string, string[]>();
  for (const path of paths) {
    const [head, ...rest] = path.split('.');
    byField.set(head, [...(byField.get(head) ?? []), rest.join('.')]);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) =>
      byField.has(name) ? [[name, pick(field, byField.get(name)!)]] : [],
    ),
  );
}
