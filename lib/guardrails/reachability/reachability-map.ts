import { edgeKey } from './reachability-diff';
import { allows, ANY, Connection, connectionsOf, OPEN, requestsOf } from './reachability-policies';
import { ReachableEdge } from './reachable-edge';
import { mayLeave } from './ways-out';
import { isCaptured } from '../../effective/mesh/capture';
import { policyTypes } from '../../effective/network/read-policy';
import { Labels, pairsOf, selects } from '../../objects/label-selector';
import { Manifest } from '../../objects/manifest';
import { MESH_ROOT } from '../../objects/mesh-root';
import { groupKindOf, nameOf, podsOf } from '../../objects/pods';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** Something that runs pods. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Metadata of its pods. */
  readonly meta: Fields;
  /** Pods in the network of their node are subject to neither policy. */
  readonly isOnHostNetwork: boolean;
}

/** Collects what decides who can reach whom, one object at a time, since there may be very many. */
export class ReachabilityMap {
  private readonly found: Workload[] = [];
  private readonly network = new PolicyIndex();
  private readonly mesh = new PolicyIndex();
  private readonly namespaces = new Map<string, Labels>();

  public add(object: Manifest): void {
    const namespace = object.metadata?.namespace ?? 'default';
    const spec = fieldsIn(object.spec);
    if (groupKindOf(object) === '/Namespace') {
      this.namespaces.set(nameOf(object), fieldsIn(fieldsIn(object.metadata).labels) as Labels);
    } else if (groupKindOf(object) === 'networking.k8s.io/NetworkPolicy') {
      this.network.add(namespace, fieldsIn(spec.podSelector), spec);
    } else if (groupKindOf(object) === 'security.istio.io/AuthorizationPolicy') {
      this.addToMesh(object, namespace, spec);
    }
    for (const pod of podsOf(object)) {
      this.found.push({
        name: `${object.kind} ${namespace}/${nameOf(object)}`,
        namespace,
        labels: fieldsIn(pod.meta.labels) as Labels,
        meta: pod.meta,
        isOnHostNetwork: pod.spec.hostNetwork === true,
      });
    }
  }

  public get workloads(): readonly Workload[] {
    return this.found;
  }

  /** Edges of all workloads, sorted. */
  public edges(): ReachableEdge[] {
    const edges = this.workloads.flatMap((workload) => [...this.inbound(workload), ...this.outbound(workload)]);
    const unique = new Map(edges.map((edge) => [edgeKey(edge), edge]));
    return [...unique.keys()].sort().map((key) => unique.get(key)!);
  }

  /** A policy for a Service or a gateway selects no pods; one that does not allow, or in dry run, narrows nothing. */
  private addToMesh({ metadata }: Manifest, namespace: string, spec: Fields): void {
    const dryRun = fieldsIn(fieldsIn(metadata).annotations)['istio.io/dry-run'] ?? 'false';
    const isTargeted = spec.targetRefs !== undefined || spec.targetRef !== undefined;
    if (!isTargeted && dryRun === 'false' && (spec.action ?? 'ALLOW') === 'ALLOW') {
      this.mesh.add(namespace, fieldsIn(spec.selector), spec);
    }
  }

  private inbound(workload: Workload): ReachableEdge[] {
    const isolating = this.isolating(workload, 'Ingress');
    const connections =
      isolating.length === 0 ? [OPEN] : isolating.flatMap(({ ingress }) => connectionsOf(ingress, 'from'));
    const isPastMesh = workload.isOnHostNetwork || !isCaptured(workload.meta, this.namespaces.get(workload.namespace));
    const mesh = isPastMesh
      ? []
      : [workload.namespace, MESH_ROOT].flatMap((namespace) => this.mesh.selecting(namespace, workload.labels));
    const open = connections.filter((connection) => this.comesOut(connection, workload));
    const requests = mesh.length === 0 ? [undefined] : mesh.flatMap(({ rules }) => listIn(rules).flatMap(requestsOf));
    return open.flatMap((connection) =>
      requests
        .filter((request) => request === undefined || allows(request, connection))
        .map((request) => ({
          source: request?.identity ?? connection.peer,
          target: workload.name,
          port: connection.port.text,
          methods: request?.methods?.join(', ') ?? ANY,
          paths: request?.paths?.join(', ') ?? ANY,
        })),
    );
  }

  /** Whether policies of its own namespace let the other side of a connection out. */
  private comesOut({ namespace, pods, namespaces, port }: Connection, { namespace: own, labels }: Workload): boolean {
    const from = namespaces === undefined ? own : namespace;
    if (pods === undefined || from === undefined) {
      return true;
    }
    const policies = this.network
      .in(from)
      .filter(({ spec }) => policyTypes(spec).includes('Egress'))
      .map(({ selector, spec }) => ({ selector, egress: spec.egress }));
    const namespaceLabels = { ...this.namespaces.get(own), 'kubernetes.io/metadata.name': own };
    return mayLeave({ namespace: from, selector: pods }, policies, { namespace: own, namespaceLabels, labels }, port);
  }

  private outbound(workload: Workload): ReachableEdge[] {
    const isolating = this.isolating(workload, 'Egress');
    const connections =
      isolating.length === 0 ? [OPEN] : isolating.flatMap(({ egress }) => connectionsOf(egress, 'to'));
    return connections.map(({ peer, port }) => ({
      source: workload.name,
      target: peer,
      port: port.text,
      methods: ANY,
      paths: ANY,
    }));
  }

  private isolating({ namespace, labels, isOnHostNetwork }: Workload, type: 'Ingress' | 'Egress'): Fields[] {
    return isOnHostNetwork
      ? []
      : this.network.selecting(namespace, labels).filter((spec) => policyTypes(spec).includes(type));
  }
}

interface Indexed {
  readonly selector: Fields;
  readonly spec: Fields;
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key) ?? [];
  values.push(value);
  map.set(key, values);
}

/** Policies of namespaces, found by one label that they ask for: comparing each pod with each takes too long. */
class PolicyIndex {
  private readonly byLabel = new Map<string, Indexed[]>();
  private readonly byNamespace = new Map<string, Indexed[]>();

  public add(namespace: string, selector: Fields, spec: Fields): void {
    const [pair] = pairsOf(selector);
    const key = pair ? keyOf(namespace, ...pair) : namespace;
    addTo(this.byLabel, key, { selector, spec });
    addTo(this.byNamespace, namespace, { selector, spec });
  }

  public in(namespace: string): readonly Indexed[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  public selecting(namespace: string, labels: Labels): Fields[] {
    const keys = [namespace, ...Object.entries(labels).map((pair) => keyOf(namespace, ...pair))];
    return keys
      .flatMap((key) => this.byLabel.get(key) ?? [])
      .filter(({ selector }) => selects(selector, labels))
      .map(({ spec }) => spec);
  }
}

function keyOf(namespace: string, label: string, value: unknown): string {
  return [namespace, label, value].join('\t');
}
