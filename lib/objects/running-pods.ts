import { Manifest } from './manifest';
import { isBlueprint, nameLabelsOf } from './places/kind-facts';
import { placesOf } from './places/pod-places';
import { containersOf, groupKindOf, podsOf, PodView } from './pods';

/** What rules over all objects read of a pod. */
export interface RunningPod {
  readonly metadata: {
    readonly namespace: string;
    readonly labels: Readonly<Record<string, unknown>>;
    readonly annotations?: unknown;
  };
  readonly spec: {
    readonly restartPolicy: unknown;
    /** All of them, as for rules about one container. Undefined if one is none: a text that reads them fails then. */
    readonly containers?: readonly unknown[];
    readonly runtimeClassName?: unknown;
    readonly resourceClaims?: unknown;
    readonly volumes?: unknown;
  };
}

/** Beside its containers: by what a pod has an accelerator. */
const FIELDS_OF_SPEC = ['runtimeClassName', 'resourceClaims', 'volumes'];

/** Whether pods run because of an object. */
export function runsPods(object: Manifest): boolean {
  const groupKind = groupKindOf(object);
  const places = placesOf(groupKind);
  return places?.isClosed
    ? places.paths.podTemplate !== undefined && !isBlueprint(groupKind)
    : runningPodsOf(object).length > 0;
}

/** Pods as policies find them: in the namespace of their object, and with the labels that its controller adds. */
export function runningPodsOf(object: Manifest): readonly RunningPod[] {
  return runningPodsWithViewsOf(object).map(({ running }) => running);
}

/** The same, each with what is written of it. */
export function runningPodsWithViewsOf(object: Manifest): readonly { running: RunningPod; view: PodView }[] {
  const groupKind = groupKindOf(object);
  if (isBlueprint(groupKind)) {
    return [];
  }
  const { name, namespace = 'default' } = object.metadata ?? {};
  const added = Object.fromEntries(nameLabelsOf(groupKind).map((label) => [label, name]));
  return podsOf(object)
    .filter(({ piece }) => piece === 'whole' || piece === 'containers')
    .map((view) => ({ view, running: runningPod(view, namespace, added) }));
}

function runningPod(pod: PodView, namespace: string, added: Readonly<Record<string, unknown>>): RunningPod {
  const containers = containersOf(pod).map(({ container }) => container);
  return {
    metadata: {
      ...given(pod.meta, ['annotations']),
      namespace,
      labels: { ...(pod.meta.labels as object | undefined), ...added },
    },
    spec: {
      ...given(pod.spec, FIELDS_OF_SPEC),
      restartPolicy: pod.spec.restartPolicy ?? 'Always',
      ...(containers.includes(undefined) ? {} : { containers }),
    },
  };
}

/** Fields without a value are left out: to CEL, one that is null is there. */
function given(from: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field) => (from[field] == null ? [] : [[field, from[field]]])));
}
