import { Manifest } from '../../objects/manifest';
import { groupKindOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';
import { ClusterView, Unreadable } from '../cluster-view';
import { Need, need, unknown } from '../lack';
import { objectText, PodsNeeded } from '../workloads';

/** An object that manifests name and that somebody else makes. */
interface Reference {
  readonly check: string;
  readonly object: Manifest;
  readonly neededBy: string;
  readonly fix: string;
}

/** What manifests name is among them or in the cluster: namespaces, runtime classes, claims, classes, drivers. */
export async function references(
  objects: readonly Manifest[],
  workloads: readonly PodsNeeded[],
  cluster: ClusterView,
): Promise<Need[]> {
  const made = new Set(objects.map(keyOf));
  const named = [...objects.flatMap(ofObject), ...workloads.flatMap(ofPods)].filter(
    ({ object }) => !made.has(keyOf(object)),
  );
  const byKey = new Map<string, Reference[]>();
  for (const reference of named) {
    byKey.set(keyOf(reference.object), [...(byKey.get(keyOf(reference.object)) ?? []), reference]);
  }
  return Promise.all([...byKey.values()].map((some) => one(some, cluster)));
}

async function one(some: readonly Reference[], cluster: ClusterView): Promise<Need> {
  const [{ check, object, fix }] = some;
  const neededBy = [...new Set(some.map((reference) => reference.neededBy))];
  const text = objectText(object);
  const found = await cluster.get(object);
  if (found instanceof Unreadable) {
    return unknown(check, `${text}: ${found.reason}`, neededBy, `let the account read ${object.kind}`);
  }
  return need(
    check,
    found ? `${text} is there` : `${text} is neither in the manifests nor in the cluster`,
    neededBy,
    found ? undefined : fix,
  );
}

function keyOf(object: Manifest): string {
  return `${groupKindOf(object)} ${object.metadata?.namespace ?? ''}/${object.metadata?.name}`;
}

function ofObject(object: Manifest): Reference[] {
  const neededBy = objectText(object);
  const { namespace } = object.metadata ?? {};
  const spec = fieldsIn(object.spec);
  const driver = fieldsIn(spec.csi).driver;
  const storageClass = spec.storageClassName;
  return [
    ...(namespace === undefined
      ? []
      : [
          {
            check: 'namespaces',
            neededBy,
            object: of('v1', 'Namespace', namespace),
            fix: 'create it, with SecureNamespace for example',
          },
        ]),
    ...(typeof driver === 'string'
      ? [
          {
            check: 'volumes',
            neededBy,
            object: of('storage.k8s.io/v1', 'CSIDriver', driver),
            fix: `install the CSI driver ${driver}`,
          },
        ]
      : []),
    ...(groupKindOf(object) === '/PersistentVolumeClaim' && typeof storageClass === 'string' && storageClass !== ''
      ? [
          {
            check: 'volumes',
            neededBy,
            object: of('storage.k8s.io/v1', 'StorageClass', storageClass),
            fix: 'create the StorageClass',
          },
        ]
      : []),
    ...(groupKindOf(object) === 'resource.k8s.io/ResourceClaimTemplate' ? deviceClasses(spec, neededBy) : []),
  ];
}

function deviceClasses(spec: Fields, neededBy: string): Reference[] {
  const { devices } = fieldsIn(spec.spec);
  return listIn(fieldsIn(devices).requests).flatMap((request) => {
    const { deviceClassName: name } = fieldsIn(fieldsIn(request).exactly);
    const fix = 'install the DRA driver of the device class';
    return typeof name === 'string'
      ? [{ check: 'devices', neededBy, object: of('resource.k8s.io/v1', 'DeviceClass', name), fix }]
      : [];
  });
}

function ofPods({ spec, namespace, by: neededBy }: PodsNeeded): Reference[] {
  const { runtimeClassName, priorityClassName, volumes } = spec;
  const claims = listIn(volumes).flatMap((volume) => {
    const { claimName } = fieldsIn(fieldsIn(volume).persistentVolumeClaim);
    return typeof claimName === 'string' ? [claimName] : [];
  });
  return [
    ...(typeof runtimeClassName === 'string'
      ? [
          {
            check: 'runtime classes',
            neededBy,
            object: of('node.k8s.io/v1', 'RuntimeClass', runtimeClassName),
            fix: 'add a node pool with this sandbox, or define a SandboxRuntimeClass',
          },
        ]
      : []),
    ...(typeof priorityClassName === 'string'
      ? [
          {
            check: 'priority classes',
            neededBy,
            object: of('scheduling.k8s.io/v1', 'PriorityClass', priorityClassName),
            fix: 'create the PriorityClass',
          },
        ]
      : []),
    ...claims.map((name) => ({
      check: 'volumes',
      neededBy,
      object: of('v1', 'PersistentVolumeClaim', name, namespace),
      fix: 'create the claim, and fill its volume with the model',
    })),
  ];
}

function of(apiVersion: string, kind: string, name: string, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, namespace } };
}
