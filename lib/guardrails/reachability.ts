import { IConstruct } from 'constructs';
import { Manifest, podsOf } from './pods';

/** One way into or out of the pods of a workload. */
export interface ReachableEdge {
  /** Who opens the connection, for example `gateway/llm-gateway`. */
  readonly source: string;

  /** Who accepts it, for example `Deployment inference/qwen`. */
  readonly target: string;

  /** Port and protocol, for example `8000/TCP`; `any` for all. */
  readonly port: string;

  /** HTTP methods, separated by commas; `any` where nothing looks at them. */
  readonly methods: string;

  /** HTTP paths, separated by commas; `any` where nothing looks at them. */
  readonly paths: string;
}

/** What changed between two lists of edges. */
export interface ReachabilityDiff {
  /** Edges that are new: each widens what can be reached. */
  readonly added: ReachableEdge[];

  /** Edges that are gone. */
  readonly removed: ReachableEdge[];
}

const ANY = 'any';
const API_OBJECT = Symbol.for('cdk8s.ApiObject');

type Fields = Record<string, any>;

/** Who can reach whom: what NetworkPolicy and AuthorizationPolicy both allow. */
export class Reachability {
  /**
   * Edges of all workloads in a scope, sorted. Only what the scope itself holds is looked at: policies that are made
   * elsewhere can close more, and other ALLOW policies of the mesh can open more.
   *
   * @param scope app, chart or construct
   */
  public static of(scope: IConstruct): ReachableEdge[] {
    const objects = scope.node.findAll().filter((construct) => API_OBJECT in construct);
    return reachableEdges(objects.map((object) => (object as unknown as { toJson(): Manifest }).toJson()));
  }

  /**
   * What changed between two lists of edges.
   *
   * @param before edges of the previous synth
   * @param after edges of this synth
   */
  public static diff(before: ReachableEdge[], after: ReachableEdge[]): ReachabilityDiff {
    const without = (edges: ReachableEdge[], others: ReachableEdge[]) => {
      const known = new Set(others.map(keyOf));
      return edges.filter((edge) => !known.has(keyOf(edge)));
    };
    return { added: without(after, before), removed: without(before, after) };
  }

  private constructor() {}
}

/** Edges of Kubernetes objects as they are written. */
export function reachableEdges(objects: readonly Manifest[]): ReachableEdge[] {
  const edges = objects.flatMap((workload) =>
    podsOf(workload).flatMap(({ meta }) => {
      const labels = (meta.labels ?? {}) as Record<string, string>;
      const target = `${workload.kind} ${namespaceOf(workload)}/${workload.metadata?.name}`;
      const selecting = (kind: string) =>
        objects.filter(
          (object) =>
            object.kind === kind &&
            namespaceOf(object) === namespaceOf(workload) &&
            selects(selectorOf(object), labels),
        );
      const network = selecting('NetworkPolicy').map(({ spec }) => spec as Fields);
      const mesh = selecting('AuthorizationPolicy').map(({ spec }) => spec as Fields);
      return [...inbound(target, network, mesh), ...outbound(target, network)];
    }),
  );
  const unique = new Map(edges.map((edge) => [keyOf(edge), edge]));
  return [...unique.keys()].sort().map((key) => unique.get(key)!);
}

function inbound(target: string, network: Fields[], mesh: Fields[]): ReachableEdge[] {
  const isolating = network.filter((spec) => (spec.policyTypes ?? ['Ingress']).includes('Ingress'));
  const connections =
    isolating.length === 0 ? [ANYBODY] : isolating.flatMap((spec) => connectionsOf(spec.ingress, 'from'));
  const allow = mesh.filter(({ action = 'ALLOW' }) => action === 'ALLOW');
  const requests = allow.length === 0 ? [ANY_REQUEST] : allow.flatMap(({ rules = [] }) => rules.flatMap(requestsOf));
  return connections.flatMap(({ peer, namespace, port }) =>
    requests
      .filter((request) => meets(request.namespace, namespace) && meetsPort(request.ports, port))
      .map(({ principal, methods, paths }) => ({
        source: principal === ANY ? peer : principal,
        target,
        port,
        methods,
        paths,
      })),
  );
}

function outbound(source: string, network: Fields[]): ReachableEdge[] {
  const isolating = network.filter((spec) => (spec.policyTypes ?? []).includes('Egress'));
  const connections =
    isolating.length === 0 ? [ANYBODY] : isolating.flatMap((spec) => connectionsOf(spec.egress, 'to'));
  return connections.map(({ peer, port }) => ({ source, target: peer, port, methods: ANY, paths: ANY }));
}

/** One peer on one port, as a NetworkPolicy allows it. */
interface Connection {
  readonly peer: string;
  readonly namespace?: string;
  readonly port: string;
}

const ANYBODY: Connection = { peer: 'anybody', port: ANY };

function connectionsOf(rules: Fields[] | undefined, side: 'from' | 'to'): Connection[] {
  return (rules ?? []).flatMap((rule) => {
    const peers: Fields[] = rule[side]?.length > 0 ? rule[side] : [{}];
    const ports: Fields[] = rule.ports?.length > 0 ? rule.ports : [{}];
    return peers.flatMap((peer) =>
      ports.map(({ port, protocol = 'TCP' }) => ({
        ...describePeer(peer),
        port: port === undefined ? ANY : `${port}/${protocol}`,
      })),
    );
  });
}

function describePeer(peer: Fields): { peer: string; namespace?: string } {
  if (peer.ipBlock) {
    const except = peer.ipBlock.except?.length > 0 ? ` except ${peer.ipBlock.except.join(', ')}` : '';
    return { peer: `${peer.ipBlock.cidr}${except}` };
  }
  if (!peer.podSelector && !peer.namespaceSelector) {
    return { peer: ANYBODY.peer };
  }
  const namespace: string | undefined = peer.namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
  const where = peer.namespaceSelector ? (namespace ?? labelText(peer.namespaceSelector)) : 'the same namespace';
  return { peer: `pods ${labelText(peer.podSelector)} in ${where}`, namespace };
}

function labelText(selector: Fields | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${String(value)}`);
  return labels.length > 0 || selector?.matchExpressions ? [...labels, ...expressions(selector)].join(',') : '*';
}

function expressions(selector: Fields | undefined): string[] {
  return (selector?.matchExpressions ?? []).map(
    ({ key, operator, values = [] }: Fields) => `${key} ${operator} (${values.join(' ')})`,
  );
}

/** One identity and what it may ask, as an AuthorizationPolicy allows it. */
interface Request {
  readonly principal: string;
  readonly namespace?: string;
  readonly methods: string;
  readonly paths: string;
  readonly ports?: string[];
}

const ANY_REQUEST: Request = { principal: ANY, methods: ANY, paths: ANY };

function requestsOf(rule: Fields): Request[] {
  const principals: string[] = (rule.from ?? [{}]).flatMap(({ source }: Fields) => source?.principals ?? [ANY]);
  const operations: Fields[] = (rule.to ?? [{}]).map(({ operation }: Fields) => operation ?? {});
  return principals.flatMap((principal) =>
    operations.map(({ methods, paths, ports }) => ({
      ...describePrincipal(principal),
      methods: methods?.join(', ') ?? ANY,
      paths: paths?.join(', ') ?? ANY,
      ports,
    })),
  );
}

function describePrincipal(principal: string): { principal: string; namespace?: string } {
  const [, namespace, account] = /\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal) ?? [];
  return namespace ? { principal: `${namespace}/${account}`, namespace } : { principal };
}

function meets(identity: string | undefined, network: string | undefined): boolean {
  return identity === undefined || network === undefined || identity === network;
}

function meetsPort(ports: string[] | undefined, port: string): boolean {
  return ports === undefined || port === ANY || ports.includes(port.split('/')[0]);
}

function selectorOf(object: Manifest): Fields | undefined {
  const spec = (object.spec ?? {}) as Fields;
  return object.kind === 'NetworkPolicy' ? spec.podSelector : spec.targetRefs ? { none: true } : spec.selector;
}

function selects(selector: Fields | undefined, labels: Record<string, string>): boolean {
  if (selector?.none) {
    return false;
  }
  const matches = Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return matches && (selector?.matchExpressions ?? []).every((expression: Fields) => holds(expression, labels));
}

function holds({ key, operator, values = [] }: Fields, labels: Record<string, string>): boolean {
  switch (operator) {
    case 'Exists':
      return key in labels;
    case 'DoesNotExist':
      return !(key in labels);
    case 'In':
      return values.includes(labels[key]);
    default:
      return !values.includes(labels[key]);
  }
}

function namespaceOf(object: Manifest): string {
  return object.metadata?.namespace ?? 'default';
}

function keyOf({ source, target, port, methods, paths }: ReachableEdge): string {
  return [source, target, port, methods, paths].join('\t');
}
