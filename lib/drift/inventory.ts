import { Labels } from '../objects/label-selector';
import { Manifest } from '../objects/manifest';
import { groupKindOf, groupOf, podsOf } from '../objects/pods';

/** What has pods in the cluster that are made from its template, and the labels that find them. */
const POD_LABELS: Readonly<Record<string, (workload: any) => Labels>> = {
  'apps/DaemonSet': ({ spec }) => spec.selector.matchLabels,
  'apps/Deployment': ({ spec }) => spec.selector.matchLabels,
  'apps/StatefulSet': ({ spec }) => spec.selector.matchLabels,
  'batch/Job': ({ metadata }) => ({ 'batch.kubernetes.io/job-name': metadata.name }),
};

/** Labels that find the pods of a workload; undefined for what has none, or where another controller changes them. */
export function podLabelsOf(object: Manifest): Labels | undefined {
  return POD_LABELS[groupKindOf(object)]?.(object);
}

/** What is kept of everything that was synthesized, to know what is not of it: names and labels, no manifests. */
export class Inventory {
  private readonly names = new Set<string>();
  private readonly podSets: { readonly namespace: string; readonly labels: Labels }[] = [];
  private readonly accountSet = new Set<string>();

  public add(object: Manifest): void {
    const { namespace = '', name } = object.metadata!;
    this.names.add(keyOf(object, namespace, name!));
    if (object.kind === 'ServiceAccount' && groupOf(object) === '') {
      this.accountSet.add(`${namespace}/${name}`);
    }
    for (const { meta } of podsOf(object)) {
      this.podSets.push({ namespace, labels: (meta.labels as Labels | undefined) ?? {} });
    }
  }

  public has(object: Manifest): boolean {
    const { namespace = '', name } = object.metadata!;
    return this.names.has(keyOf(object, namespace, name!));
  }

  /** Whether a namespace has an object of a kind. */
  public hasNamed(kind: Pick<Manifest, 'apiVersion' | 'kind'>, namespace: string, name: string): boolean {
    return this.names.has(keyOf(kind, namespace, name));
  }

  /** Namespaces that pods run in. */
  public get namespaces(): string[] {
    return [...new Set(this.podSets.map(({ namespace }) => namespace))].sort();
  }

  /** Labels of the pods of each workload of a namespace, or of all. */
  public podLabels(namespace?: string): Labels[] {
    return this.podSets
      .filter((set) => namespace === undefined || set.namespace === namespace)
      .map(({ labels }) => labels);
  }

  /** Service accounts, as `namespace/name`. */
  public get accounts(): ReadonlySet<string> {
    return this.accountSet;
  }
}

/** Versions of a kind are the same objects. */
function keyOf(kind: Pick<Manifest, 'apiVersion' | 'kind'>, namespace: string, name: string): string {
  return [groupOf(kind as Manifest), kind.kind, namespace, name].join('/');
}
