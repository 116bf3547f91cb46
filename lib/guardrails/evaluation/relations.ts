import { FIELDS_OF_MODELS, FIELDS_OF_PODS, isKept } from '../../effective/fields';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { canHoldPods } from '../../objects/places/kinds-without-pods';
import { placesOf } from '../../objects/places/pod-places';
import { CONTAINER_LISTS } from '../../objects/places/pod-view';
import { groupKindOf } from '../../objects/pods';
import { runsPods } from '../../objects/running-pods';
import { fieldsIn } from '../../objects/unknown-fields';
import { metadataOf } from '../cel/metadata';
import { CelRule } from '../rules/rule';

/** Kinds that a rule over all objects asks something of, beside those that run pods; others only answer. */
const ASKED = new Set(['Namespace', 'Service']);

/** What rules over all objects read of the kinds that are many and long. */
const READ: Record<string, readonly string[]> = {
  Deployment: ['spec.replicas'],
  StatefulSet: ['spec.replicas'],
  Namespace: [],
  NetworkPolicy: ['spec'],
  PodDisruptionBudget: ['spec.selector'],
  ResourceQuota: ['spec.hard'],
  Service: [],
  ClusterPolicy: ['spec'],
  ConstraintTemplate: [],
  ValidatingAdmissionPolicy: [],
  ValidatingPolicy: [],
};

const READ_OF_POD = [
  ...['restartPolicy', 'runtimeClassName', 'resourceClaims', 'volumes.name', 'volumes.hostPath'],
  ...CONTAINER_LISTS.flatMap((list) => ['resources', 'args', 'env', 'volumeMounts'].map((field) => `${list}.${field}`)),
];

const ALWAYS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.generateName',
  'metadata.namespace',
  'metadata.labels',
];

/** Whether a rule over all objects asks something of this one. */
export function isAsked(object: Manifest): boolean {
  return ASKED.has(object.kind) || runsPods(object);
}

/** Kinds that rules over all objects name. */
export const RELATED_KINDS: readonly string[] = Object.keys(READ);

/** Whether a rule over all objects names the kind of this one, or reads the pods that run because of it. */
export function concerns(rule: CelRule, object: Manifest): boolean {
  const { names, readsPods } = metadataOf(rule);
  return names.has(object.kind) || (readsPods && runsPods(object));
}

/**
 * Objects that a rule over several judges together: all, or those of a namespace with those that hold for the whole mesh.
 * The latter rules compare each object with each, so that only kinds that they name come before them.
 */
export function neighbourhoods(rule: CelRule, objects: readonly Manifest[]): (readonly Manifest[])[] {
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

/** Fields that are kept of a map, or of every map in a list; a field without any is kept whole. */
interface Kept {
  readonly fields: Map<string, Kept>;
}

/** By API group and kind; undefined for kinds of which nothing is kept. */
const keptOfKinds = new Map<string, Kept | undefined>();

/**
 * What rules over all objects read of one, so that thousands fit in memory. Undefined if they read nothing of it.
 */
export function relationsOf(object: Manifest): Manifest | undefined {
  if (canHoldPodsAnywhere(object) && runsPods(object)) {
    return object;
  }
  const groupKind = groupKindOf(object);
  if (!keptOfKinds.has(groupKind)) {
    keptOfKinds.set(groupKind, keptOf(object));
  }
  const kept = keptOfKinds.get(groupKind);
  const picked = kept && (pick(object, kept) as Manifest);
  return picked && groupKind === '/ConfigMap' ? textsOf(picked) : picked;
}

/** Of such kinds nobody knows before where an object has its pods: those that run pods are kept whole. */
function canHoldPodsAnywhere(object: Manifest): boolean {
  const groupKind = groupKindOf(object);
  return canHoldPods(groupKind) && !placesOf(groupKind)?.isClosed;
}

function keptOf(object: Manifest): Kept | undefined {
  const read = READ[object.kind];
  const modelled = FIELDS_OF_MODELS[groupKindOf(object)];
  if (read === undefined && modelled === undefined && !runsPods(object)) {
    return undefined;
  }
  const kept: Kept = { fields: new Map() };
  const pods = runsPods(object) ? readOfPods(object) : [];
  for (const path of [...ALWAYS, ...(read ?? []), ...(modelled ?? []), ...pods]) {
    let place = kept;
    for (const field of path.split('.').filter((step) => step !== '' && step !== '*')) {
      const inner = place.fields.get(field) ?? { fields: new Map() };
      place.fields.set(field, inner);
      place = inner;
    }
  }
  return kept;
}

function readOfPods(object: Manifest): string[] {
  const templates = placesOf(groupKindOf(object))?.paths.podTemplate ?? [];
  return templates.flatMap((template) =>
    ['metadata.labels', 'metadata.annotations', ...READ_OF_POD.map((path) => `spec.${path}`), ...FIELDS_OF_PODS].map(
      (path) => `${template}.${path}`,
    ),
  );
}

function pick(value: unknown, kept: Kept): unknown {
  if (typeof value !== 'object' || value === null || kept.fields.size === 0) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => pick(item, kept));
  }
  const picked: Record<string, unknown> = {};
  for (const [name, inner] of kept.fields) {
    const field = (value as Record<string, unknown>)[name];
    if (field !== undefined) {
      picked[name] = pick(field, inner);
    }
  }
  return picked;
}

/** Of a ConfigMap, the texts that an engine may be told with. */
function textsOf({ data, ...rest }: Manifest): Manifest {
  return {
    ...rest,
    data: Object.fromEntries(Object.entries(fieldsIn(data)).filter(([key, text]) => isKept(key, text))),
  };
}
