import { POD_PATHS } from './pod-paths';
import { containersOf, groupKindOf, Manifest, podsOf } from './pods';

/** What rules over all objects read of a pod. */
export interface RunningPod {
  readonly metadata: { readonly namespace: string; readonly labels: Readonly<Record<string, unknown>> };
  readonly spec: {
    readonly restartPolicy: unknown;
    /** All of them, as for rules about one container. Undefined if one is none: a text that reads them fails then. */
    readonly containers?: readonly unknown[];
  };
}

/** Whether pods run because of an object. */
export function runsPods(object: Manifest): boolean {
  const paths = POD_PATHS[groupKindOf(object)];
  return paths !== undefined && !paths.isBlueprint;
}

/** Pods as policies find them: in the namespace of their object, and with the labels that its controller adds. */
export function runningPodsOf(object: Manifest): readonly RunningPod[] {
  if (!runsPods(object)) {
    return [];
  }
  const { name, namespace = 'default' } = object.metadata ?? {};
  const { nameLabels = [] } = POD_PATHS[groupKindOf(object)];
  const added = Object.fromEntries(nameLabels.map((label) => [label, name]));
  return podsOf(object).map((pod) => {
    const containers = containersOf(pod).map(({ container }) => container);
    return {
      metadata: { namespace, labels: { ...(pod.meta.labels as object | undefined), ...added } },
      spec: {
        restartPolicy: pod.spec.restartPolicy ?? 'Always',
        ...(containers.includes(undefined) ? {} : { containers }),
      },
    };
  });
}
