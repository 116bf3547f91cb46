import { Case, nameOf, Tried, tryCases } from './edges';
import { Neighbour } from './neighbours';
import { Node } from './node';
import { containersOf, podOf } from './platform';
import { Attempt, MapReading } from './reachability';
import { selects } from '../../../lib/objects/label-selector';

/** Requests that no example declares for anybody, beside those that it does declare for somebody. */
const UNDECLARED: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/'],
  ['GET', '/metrics'],
  ['POST', '/v1/load_lora_adapter'],
  ['DELETE', '/v1/models'],
  ['GET', '/v1/chat/completions'],
  ['POST', '//v1/chat/completions'],
  ['POST', '/v1/chat/completions/'],
  ['POST', '/v1/chat/%2e%2e/load_lora_adapter'],
];

/** Where a workload is asked: by a name of a Service, which is what a mesh knows. */
export interface Door {
  readonly target: Neighbour;
  readonly url: string;
  /** Port of the pod. */
  readonly port: number;
}

/** Services that lead to neighbours. */
export function doorsOf(neighbours: readonly Neighbour[], objects: readonly any[]): Door[] {
  return objects
    .filter(({ kind, spec }) => kind === 'Service' && spec.selector)
    .flatMap(({ metadata: { name, namespace }, spec }) =>
      neighbours
        .filter((target) => target.namespace === namespace && target.workload !== undefined)
        .filter(({ labels }) => selects({ matchLabels: spec.selector }, labels))
        .flatMap((target) =>
          spec.ports.map(({ port, targetPort = port }: any) => ({
            ...{ target, url: `http://${name}.${namespace}.svc.cluster.local:${port}` },
            port: typeof targetPort === 'number' ? targetPort : namedPort(objects, target, targetPort),
          })),
        ),
    );
}

function namedPort(objects: readonly any[], { workload }: Neighbour, name: string): number {
  const made = objects.find(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}` === workload);
  const ports = containersOf(podOf(made)).flatMap((container) => container.ports ?? []);
  return ports.find((port: any) => port.name === name).containerPort;
}

/** Asks each workload in a mesh what is declared for anybody, and what is not, from each pod that can ask. */
export function tryRequests(
  node: Node,
  neighbours: readonly Neighbour[],
  objects: readonly any[],
  sources: readonly Neighbour[] = neighbours,
): Tried {
  const whole = new MapReading(objects);
  // an edge into a mesh names who calls by identity alone: whether the network lets the caller's pod in stands in the other map
  const network = new MapReading(objects.filter(({ kind }) => kind !== 'AuthorizationPolicy'));
  const doors = doorsOf(neighbours, objects);
  return tryCases(node, sources, (source) =>
    doors
      .filter(({ target }) => target.pod !== source.pod)
      .flatMap((door) =>
        [...whole.declaredFor(door.target, door.port), ...UNDECLARED].map(([method, path]) =>
          caseOf([whole, network], source, door, { port: door.port, method, path }),
        ),
      ),
  );
}

function caseOf(maps: readonly MapReading[], source: Neighbour, { target, url }: Door, attempt: Attempt): Case {
  const { method, path } = attempt;
  return {
    question: { method, url: `${url}${path}` },
    text: `${nameOf(source)}: ${method} ${path} of ${nameOf(target)}`,
    expected: maps.every((map) => map.allows(source, target, attempt)),
  };
}
