import { Manifest } from './pods';
import { Rule } from './rule';

/** Kinds that a rule over all objects asks something of; others only answer. */
const ASKED = new Set(['DaemonSet', 'Deployment', 'Namespace', 'Service', 'StatefulSet']);

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
  Service: ['spec.type', 'spec.selector'],
  ClusterImagePolicy: [],
  ClusterPolicy: ['spec.rules.*.verifyImages'],
  ConstraintTemplate: [],
  GenericAttestationPolicy: [],
  ImageValidatingPolicy: [],
  RatifyVerification: [],
  ValidatingAdmissionPolicy: [],
  ValidatingPolicy: [],
};

/** Where policies of Istio, and of Service Mesh of Alibaba Cloud, hold for every namespace. */
export const MESH_ROOT = 'istio-system';

const ALWAYS = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace', 'metadata.labels'];

/** Whether a rule over all objects asks something of this one. */
export function isAsked({ kind }: Manifest): boolean {
  return ASKED.has(kind);
}

/** Kinds that rules over all objects name. */
export const RELATED_KINDS: readonly string[] = Object.keys(READ);

const named = new WeakMap<Rule, ReadonlySet<string>>();

/** Whether a rule over all objects names the kind of this one. */
export function concerns(rule: Rule, { kind }: Manifest): boolean {
  const kinds = named.get(rule) ?? new Set(Array.from(rule.cel.matchAll(/'(\w+)'/g), ([, name]) => name));
  named.set(rule, kinds);
  return kinds.has(kind);
}

/**
 * Objects that a rule over several judges together: all, or those of a namespace with those that hold for the whole mesh.
 * The latter rules compare each object with each, so that only kinds that they name come before them.
 */
export function neighbourhoods(rule: Rule, objects: readonly Manifest[]): (readonly Manifest[])[] {
  if (rule.match.subject !== 'bundle' || rule.match.within === 'all') {
    return [objects];
  }
  const byNamespace = new Map<string, Manifest[]>();
  for (const object of objects.filter((candidate) => concerns(rule, candidate))) {
    const namespace = namespaceOf(object);
    const some = byNamespace.get(namespace) ?? [];
    some.push(object);
    byNamespace.set(namespace, some);
  }
  const meshWide = (byNamespace.get(MESH_ROOT) ?? []).filter((object) => !isAsked(object));
  return [...byNamespace].map(([name, some]) => (name === MESH_ROOT ? some : [...some, ...meshWide]));
}

function namespaceOf({ kind, metadata }: Manifest): string {
  return (kind === 'Namespace' ? metadata?.name : metadata?.namespace) ?? 'default';
}

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
