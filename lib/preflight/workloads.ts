import { Manifest } from '../objects/manifest';
import { containersOf, nameOf, podsOf } from '../objects/pods';
import { quantityOf } from '../objects/quantity';
import { Fields, fieldsIn, listIn } from '../objects/unknown-fields';

/** Pods that an object of the manifests makes, and what they ask of nodes. */
export interface PodsNeeded {
  /** The object, for example `Deployment inference/qwen`. */
  readonly by: string;
  readonly object: Manifest;
  readonly namespace: string;
  readonly spec: Fields;
  readonly pods: number;
  /** Requests of one pod: containers together, or one init container if it asks for more. */
  readonly requests: Readonly<Record<string, number>>;
  readonly images: readonly string[];
}

/** `Deployment inference/qwen`, or `ClusterRole reader`. */
export function objectText(object: Manifest): string {
  const { namespace } = object.metadata ?? {};
  return `${object.kind} ${namespace ? `${namespace}/` : ''}${nameOf(object)}`;
}

export function podsNeeded(objects: readonly Manifest[]): PodsNeeded[] {
  return objects.flatMap((object) =>
    podsOf(object)
      .filter(({ piece }) => piece === 'whole')
      .map((pod) => ({
        ...{ by: objectText(object), object, namespace: object.metadata?.namespace ?? 'default' },
        ...{ spec: pod.spec as Fields, pods: replicasOf(object, pod.path), requests: requestsOf(pod.spec as Fields) },
        images: containersOf(pod).flatMap(({ container }) => {
          const { image } = fieldsIn(container);
          return typeof image === 'string' ? [image] : [];
        }),
      })),
  );
}

/** An autoscaler may want more; one of its pods has to run at least. */
function replicasOf(object: Manifest, path: string): number {
  const spec = fieldsIn(object.spec);
  const replicas = Number(spec.replicas ?? fieldsIn(spec.predictor).minReplicas ?? 1);
  const size = Number(fieldsIn(spec.leaderWorkerTemplate).size ?? 1);
  return path.includes('workerTemplate') ? replicas * (size - 1) : replicas;
}

function requestsOf({ containers, initContainers }: Fields): Record<string, number> {
  const init = listIn(initContainers).map(amountsOf);
  const sum = listIn(containers).map(amountsOf);
  const names = new Set([...init, ...sum].flatMap((amounts) => Object.keys(amounts)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      Math.max(
        sum.reduce((total, amounts) => total + (amounts[name] ?? 0), 0),
        ...init.map((each) => each[name] ?? 0),
      ),
    ]),
  );
}

/** What is limited is requested, unless less is. */
function amountsOf(container: unknown): Record<string, number> {
  const { limits, requests } = fieldsIn(fieldsIn(container).resources);
  const amounts = Object.entries({ ...fieldsIn(limits), ...fieldsIn(requests) });
  return Object.fromEntries(amounts.map(([name, amount]) => [name, quantityOf(amount) ?? 0]));
}
