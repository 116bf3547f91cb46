import { Labels } from '../objects/label-selector';
import { Manifest } from '../objects/manifest';
import { groupKindOf } from '../objects/pods';
import { RunningPod, runningPodsWithViewsOf } from '../objects/running-pods';
import { Fields, fieldsIn, listIn } from '../objects/unknown-fields';

/** A pod that runs because of an object, as models see it. */
export interface EffectivePod {
  readonly object: Manifest;
  /** Where its pod spec is in the object. */
  readonly path: string;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  /** Whether its Namespace is among the objects, so that all of its labels are known. */
  readonly isNamespaceKnown: boolean;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Numbers of named container ports, by name and protocol, for example `http/TCP`. */
  readonly namedPorts: ReadonlyMap<string, readonly number[]>;
  /** Numbers of all container ports. */
  readonly ports: readonly number[];
  /** Neither network policies nor the mesh hold for pods in the network of their node. */
  readonly isOnHostNetwork: boolean;
  readonly serviceAccount: string;
  readonly running: RunningPod;
}

/** Pods of all objects, with the labels of their namespaces. */
export function effectivePodsOf(objects: readonly Manifest[]): EffectivePod[] {
  const namespaces = new Map(
    objects
      .filter((object) => groupKindOf(object) === '/Namespace')
      .map(({ metadata }) => [metadata?.name, fieldsIn((metadata as Fields | undefined)?.labels) as Labels]),
  );
  return objects.flatMap((object) =>
    runningPodsWithViewsOf(object).map(({ running, view }): EffectivePod => {
      const { namespace, labels } = running.metadata;
      const known = namespaces.get(namespace);
      const ports = portsOf(view.spec);
      return {
        object,
        path: view.path,
        namespace,
        namespaceLabels: { ...known, 'kubernetes.io/metadata.name': namespace },
        isNamespaceKnown: known !== undefined,
        labels: labels as Labels,
        annotations: fieldsIn(view.meta.annotations) as Labels,
        namedPorts: namedPorts(ports),
        ports: ports.map(({ containerPort }) => Number(containerPort)),
        isOnHostNetwork: view.spec.hostNetwork === true,
        serviceAccount: String(view.spec.serviceAccountName ?? view.spec.serviceAccount ?? 'default'),
        running,
      };
    }),
  );
}

function portsOf({ containers }: Fields): Fields[] {
  return listIn(containers).flatMap((container) => listIn(fieldsIn(container).ports).map(fieldsIn));
}

function namedPorts(ports: readonly Fields[]): Map<string, number[]> {
  const named = new Map<string, number[]>();
  for (const { name, protocol = 'TCP', containerPort } of ports) {
    const key = `${String(name)}/${String(protocol)}`;
    named.set(key, [...(named.get(key) ?? []), Number(containerPort)]);
  }
  return named;
}
