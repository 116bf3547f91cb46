import { Direction, NamespaceSelector, NetworkPod, NetworkPolicy, NetworkRule, Peer, Ports } from './policy';
import { contains, rangeOfAddress } from './ranges';
import { Labels, selects } from '../../objects/label-selector';

/** One end of a connection: an address, and the pod that has it. */
export interface End {
  readonly address: string;
  readonly pod?: NetworkPod;
}

export interface Connection {
  readonly source: End;
  readonly target: End;
  readonly protocol: string;
  readonly port: number;
}

/** Whether policies let a connection through, out of its source and into its target. */
export function isAllowed(policies: readonly NetworkPolicy[], connection: Connection): boolean {
  return passes(policies, connection, 'Egress') && passes(policies, connection, 'Ingress');
}

/** Whether a policy selects a pod. */
export function isSubject({ subject }: NetworkPolicy, pod: NetworkPod): boolean {
  return isIn(subject.namespace, pod) && selects(subject.podSelector, pod.labels);
}

/** Policies that select a pod, by tier and in the order in which they are asked. */
export function policiesOf(policies: readonly NetworkPolicy[], pod: NetworkPod): NetworkPolicy[] {
  return policies
    .filter((policy) => isSubject(policy, pod))
    .sort((a, b) => a.priority - b.priority || compareNames(a, b));
}

function passes(policies: readonly NetworkPolicy[], connection: Connection, direction: Direction): boolean {
  const { pod } = direction === 'Ingress' ? connection.target : connection.source;
  if (pod === undefined) {
    return true;
  }
  const own = policiesOf(policies, pod);
  const decided = firstAction(own, 'admin', connection, direction);
  if (decided !== undefined && decided !== 'Pass') {
    return decided === 'Allow';
  }
  const namespaced = own.filter(({ tier }) => tier === 'namespace');
  const isolating = namespaced.flatMap(({ rules }) => rules[direction] ?? []);
  if (namespaced.some(({ rules }) => rules[direction] !== undefined)) {
    return isolating.some((rule) => matches(rule, connection, direction));
  }
  // A NetworkPolicy of the other direction takes a pod out of the baseline too, as kube-network-policies does it.
  return namespaced.length > 0 || firstAction(own, 'baseline', connection, direction) !== 'Deny';
}

function firstAction(
  policies: readonly NetworkPolicy[],
  tier: NetworkPolicy['tier'],
  connection: Connection,
  direction: Direction,
): NetworkRule['action'] | undefined {
  return policies
    .filter((policy) => policy.tier === tier)
    .flatMap(({ rules }) => rules[direction] ?? [])
    .find((rule) => matches(rule, connection, direction))?.action;
}

/** Whether a connection is one with a peer at ports; the peer is its source or, outwards, its target. */
export function isOf(peer: Peer, ports: Ports, connection: Connection, direction: Direction): boolean {
  const other = direction === 'Ingress' ? connection.source : connection.target;
  return isPeer(peer, other, 'Allow') && includes(ports, connection);
}

function matches(rule: NetworkRule, connection: Connection, direction: Direction): boolean {
  const other = direction === 'Ingress' ? connection.source : connection.target;
  return (
    rule.peers.some((peer) => isPeer(peer, other, rule.action)) &&
    rule.ports.some((ports) => includes(ports, connection))
  );
}

function isPeer(peer: Peer, { address, pod }: End, action: NetworkRule['action']): boolean {
  switch (peer.kind) {
    case 'anybody':
      return true;
    case 'addresses': {
      const own = rangeOfAddress(address);
      return own !== undefined && peer.ranges.some((range) => contains(range, own));
    }
    case 'pods':
      return pod !== undefined && isIn(peer.namespace, pod) && selects(peer.podSelector, pod.labels);
    case 'unknown':
      return action === 'Allow';
  }
}

function includes({ protocol, first, last }: Ports, { target, protocol: used, port }: Connection): boolean {
  if (protocol !== undefined && protocol !== used) {
    return false;
  }
  if (typeof first === 'string') {
    return target.pod?.namedPorts.get(`${first}/${used}`)?.includes(port) ?? false;
  }
  return first === undefined || (first <= port && port <= (last ?? first));
}

function isIn(namespace: NamespaceSelector, pod: { namespace: string; namespaceLabels: Labels }): boolean {
  return 'name' in namespace ? namespace.name === pod.namespace : selects(namespace.selector, pod.namespaceLabels);
}

function compareNames({ object: a }: NetworkPolicy, { object: b }: NetworkPolicy): number {
  const [one, other] = [a.metadata?.name ?? '', b.metadata?.name ?? ''];
  return one < other ? -1 : Number(one > other);
}
