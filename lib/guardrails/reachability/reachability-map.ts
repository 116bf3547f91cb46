import { ANY, ANYBODY, Connection, connectionOf, includesPort, portText } from './connections';
import { edgeKey } from './reachability-diff';
import { ReachableEdge } from './reachable-edge';
import { allows, Request, requestsOf } from './requests';
import { homeOf, isAt, mayLeave } from './ways-out';
import { PodInMesh, UNNAMED_PORT } from '../../effective/mesh/model';
import { Models } from '../../effective/models';
import { Opening } from '../../effective/network/opening';
import { Ports } from '../../effective/network/policy';
import { EffectivePod } from '../../effective/pods';
import { nameOf } from '../../objects/pods';

/** Something that runs pods. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
}

/** Who can reach whom, as network, mesh and Services together let it: a view of the models of what is in force. */
export class ReachabilityMap {
  private readonly byIdentity = new Map<string, EffectivePod[]>();

  public constructor(private readonly models: Models) {
    for (const pod of models.pods) {
      const identity = `/ns/${pod.namespace}/sa/${pod.serviceAccount}`;
      this.byIdentity.set(identity, [...(this.byIdentity.get(identity) ?? []), pod]);
    }
  }

  public get workloads(): readonly Workload[] {
    return this.models.pods.map((pod) => ({ name: workloadName(pod), namespace: pod.namespace }));
  }

  /** Edges of all workloads, sorted. */
  public edges(): ReachableEdge[] {
    const edges = [
      ...this.models.pods.flatMap((pod) => [...this.inbound(pod), ...this.outbound(pod)]),
      ...this.models.network.entries
        .toAddresses()
        .map(({ name, address, ports }) => edge(`${ANYBODY} by ${name}`, address, ports.map(String).join(', ') || ANY)),
    ];
    const unique = new Map(edges.map((each) => [edgeKey(each), each]));
    return [...unique.keys()].sort().map((key) => unique.get(key)!);
  }

  private inbound(pod: EffectivePod): ReachableEdge[] {
    const openings = this.models.network.openings(pod, 'Ingress').filter((opening) => this.comesOut(opening, pod));
    const ways: Way[] = [
      ...openings.map((opening) => ({ ...connectionOf(opening, pod.namespace), opening })),
      ...this.entriesTo(pod, openings),
    ];
    const inMesh = this.models.mesh.of(pod);
    const requests = requestsOf(inMesh.authorization);
    const target = workloadName(pod);
    return ways.flatMap((connection) =>
      partsOf(connection.ports, inMesh).flatMap(({ ports, isInMesh }) =>
        (isInMesh ? requests : [{}])
          .filter((request) => allows(request, { ...connection, ports }))
          .filter((request) => !isInMesh || this.carries(request, connection, pod, ports))
          .map((request) => requestEdge(request, connection, target, ports)),
      ),
    );
  }

  /**
   * Whether the TLS of some client fits the port. A port that takes mutual TLS only refuses clear text, and without mutual
   * TLS nobody has the identity that a policy asks for. Of clients that are not among the objects the best is assumed.
   */
  private carries({ principal }: Request, { opening }: Way, target: EffectivePod, { first }: Ports): boolean {
    if (typeof first !== 'number' || (principal === undefined && !isStrict(this.models.mesh.of(target), first))) {
      return true;
    }
    const clients = this.clientsOf(principal, opening);
    return clients.length === 0 || clients.some((each) => this.models.mesh.mayPresentIdentity(each, target, first));
  }

  private clientsOf(principal: string | undefined, opening: Opening | undefined): readonly EffectivePod[] {
    if (principal !== undefined) {
      return this.byIdentity.get(principal.slice(Math.max(principal.indexOf('/ns/'), 0))) ?? [];
    }
    return opening === undefined ? [] : this.models.pods.filter((pod) => isAt(opening, pod));
  }

  /** Whether policies of its own namespace let the other side of an opening out. */
  private comesOut(opening: Opening, target: EffectivePod): boolean {
    const home = homeOf(opening);
    const policies = home === undefined ? undefined : this.models.network.egressOf(home);
    return policies === undefined || mayLeave(opening, policies, target);
  }

  /**
   * Ways from outside to ports that policies open. What comes straight from outside is no pod, so that a policy that names
   * pods does not let it in; what routes to a Service may be such a pod.
   */
  private entriesTo(pod: EffectivePod, openings: readonly Opening[]): Connection[] {
    return this.models.network.entries.to(pod).flatMap(({ name, isRouted, targetPorts }) =>
      targetPorts
        .flatMap((port) => (typeof port === 'number' ? [port] : (pod.namedPorts.get(`${port}/TCP`) ?? [])))
        .filter((port) =>
          openings.some(({ peer, ports }) => (isRouted || peer.kind !== 'pods') && includesPort(ports, port)),
        )
        .map((port) => ({ peer: `${ANYBODY} by ${name}`, ports: { protocol: 'TCP', first: port } })),
    );
  }

  private outbound(pod: EffectivePod): ReachableEdge[] {
    return this.models.network.openings(pod, 'Egress').map((opening) => {
      const { peer, ports } = connectionOf(opening, pod.namespace);
      return edge(workloadName(pod), peer, portText(ports));
    });
  }
}

interface Way extends Connection {
  /** Where pods connect by themselves. */
  readonly opening?: Opening;
}

function isStrict(pod: PodInMesh, port: number): boolean {
  return [...pod.tlsModes(port)].every((mode) => mode === 'STRICT');
}

/** Ports of a connection for which the proxy is in the way, and single ones for which it is not. */
function partsOf(ports: Ports, pod: PodInMesh): { ports: Ports; isInMesh: boolean }[] {
  if (pod.membership === 'none' || (ports.protocol !== undefined && ports.protocol !== 'TCP')) {
    return [{ ports, isInMesh: false }];
  }
  const own = pod.namedPorts.filter((port) => includesPort(ports, port));
  const asked = typeof ports.first === 'number' ? [ports.first, ports.last ?? ports.first] : [UNNAMED_PORT];
  const isGuarded = (port: number) => pod.isInTheWay(port) && pod.removedFilters(port).length === 0;
  if (!asked.every(isGuarded)) {
    return [{ ports, isInMesh: false }];
  }
  const open = own.filter((port) => !isGuarded(port));
  return [
    { ports, isInMesh: true },
    ...open.map((port) => ({ ports: { protocol: 'TCP', first: port }, isInMesh: false })),
  ];
}

function requestEdge(
  { identity, methods, paths }: Request,
  { peer }: Connection,
  target: string,
  ports: Ports,
): ReachableEdge {
  return {
    source: identity ?? peer,
    target,
    port: portText(ports),
    methods: methods?.join(', ') ?? ANY,
    paths: paths?.join(', ') ?? ANY,
  };
}

function edge(source: string, target: string, port: string): ReachableEdge {
  return { source, target, port, methods: ANY, paths: ANY };
}

function workloadName({ object, namespace }: EffectivePod): string {
  return `${object.kind} ${namespace}/${nameOf(object)}`;
}
