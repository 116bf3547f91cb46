import { isMap } from './pod-shapes';

/** How a pod was found. */
export type FoundBy =
  /** The kind is known to hold pods there. */
  | 'place'
  /** It has the fields of a pod. */
  | 'shape'
  /** It is in a text that was read as YAML or JSON. */
  | 'text';

/** Whether more of a pod is written elsewhere. */
export type Piece =
  /** The whole spec is there. */
  | 'whole'
  /** The operator writes the pod around the containers. */
  | 'containers'
  /** An operator merges it into pods: it can break a rule, and cannot keep one. */
  | 'patch'
  /** An operator writes the container: only its image is there. */
  | 'image';

/** A pod template within an object, or the object itself. */
export interface PodView {
  /** Where the pod spec is, for example `spec.template.spec`. */
  readonly path: string;
  readonly spec: Record<string, unknown>;
  readonly meta: Record<string, unknown>;
  readonly foundBy: FoundBy;
  readonly piece: Piece;
  /** Fields that hold containers beside those of a pod spec; an empty name is the pod spec itself. */
  readonly containerFields: readonly string[];
}

/** A container and where it is, for example `spec.containers[0]`. */
export interface ContainerView {
  readonly path: string;
  readonly name: string;
  /** Undefined where there is something else, of which no rule holds. */
  readonly container: Record<string, unknown> | undefined;
}

/** Fields of a pod spec that hold containers. */
export const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** Every container of a pod: init and ephemeral ones have the same kernel, volumes and network. */
export function containersOf({ path, spec, containerFields }: PodView): ContainerView[] {
  const containers: ContainerView[] = [];
  for (const list of CONTAINER_LISTS) {
    const items = spec[list] ?? [];
    const place = joined(path, list);
    containers.push(...(Array.isArray(items) ? containersAt(place, items) : [view(place, undefined)]));
  }
  for (const field of containerFields) {
    containers.push(...(field === '' ? [view(path, spec)] : containersAt(joined(path, field), spec[field])));
  }
  return containers;
}

/** A pod spec as rules read it: with every container among its containers. */
export function completeSpec(pod: PodView): Record<string, unknown> {
  const { spec, containerFields, piece } = pod;
  if (containerFields.length === 0) {
    return piece === 'whole' || piece === 'containers' ? spec : { containers: [], ...spec };
  }
  const standard = CONTAINER_LISTS.flatMap((list) => (Array.isArray(spec[list]) ? (spec[list] as unknown[]) : []));
  const others = containersOf(pod)
    .map(({ container }) => container)
    .filter((container) => container !== undefined && !standard.includes(container));
  return { ...spec, containers: [...(Array.isArray(spec.containers) ? spec.containers : []), ...others] };
}

export function joined(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function containersAt(place: string, value: unknown): ContainerView[] {
  return Array.isArray(value) ? value.map((item, index) => view(`${place}[${index}]`, item)) : [view(place, value)];
}

function view(path: string, value: unknown): ContainerView {
  const container = isMap(value) ? value : undefined;
  return { path, name: String(container?.name ?? ''), container };
}
