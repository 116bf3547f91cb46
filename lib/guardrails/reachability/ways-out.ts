import { Opening } from '../../effective/network/opening';
import { NetworkPolicy, Peer, Ports } from '../../effective/network/policy';
import { EffectivePod } from '../../effective/pods';
import { Labels, pairsOf, selects } from '../../objects/label-selector';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** The namespace of the pods at the other side of an opening; undefined where it is none by name, or no pod. */
export function homeOf({ peer }: Opening): string | undefined {
  if (peer.kind !== 'pods') {
    return undefined;
  }
  if ('name' in peer.namespace) {
    return peer.namespace.name;
  }
  const name = fieldsIn(peer.namespace.selector.matchLabels)['kubernetes.io/metadata.name'];
  return typeof name === 'string' ? name : undefined;
}

/** Whether a pod is among those at the other side, where these are pods. */
export function isAt({ peer }: Opening, pod: EffectivePod): boolean {
  return peer.kind === 'pods' && leadsTo(peer, pod);
}

/**
 * Whether some pod at the other side may open the connection. Pods may have more labels than are known, so that policies
 * which may select them may let them out; only those which select them for certain close.
 *
 * @param policies policies for egress in the namespace of these pods
 */
export function mayLeave({ peer, ports }: Opening, policies: readonly NetworkPolicy[], target: EffectivePod): boolean {
  const labels = peer.kind === 'pods' ? (Object.fromEntries(pairsOf(peer.podSelector)) as Labels) : {};
  if (!policies.some(({ subject }) => selectsForCertain(subject.podSelector, labels))) {
    return true;
  }
  return policies
    .filter(({ subject }) => maySelect(subject.podSelector, labels))
    .flatMap(({ rules }) => rules.Egress ?? [])
    .some(
      (rule) => rule.peers.some((each) => leadsTo(each, target)) && rule.ports.some((each) => mayMeet(each, ports)),
    );
}

function selectsForCertain(selector: Fields, labels: Labels): boolean {
  return listIn(selector.matchExpressions).length === 0 && selects(selector, labels);
}

function maySelect(selector: Fields, labels: Labels): boolean {
  return pairsOf(selector).every(([key, value]) => labels[key] === undefined || labels[key] === value);
}

/** An address may be that of the target. */
function leadsTo(peer: Peer, { namespace, namespaceLabels, labels }: EffectivePod): boolean {
  if (peer.kind !== 'pods') {
    return true;
  }
  const isThere =
    'name' in peer.namespace ? peer.namespace.name === namespace : selects(peer.namespace.selector, namespaceLabels);
  return isThere && selects(peer.podSelector, labels);
}

/** Names that are not numbers may mean the same. */
function mayMeet(one: Ports, other: Ports): boolean {
  const isSameProtocol = [one.protocol, other.protocol].includes(undefined) || one.protocol === other.protocol;
  if (typeof one.first !== 'number' || typeof other.first !== 'number') {
    return isSameProtocol;
  }
  return isSameProtocol && one.first <= (other.last ?? other.first) && other.first <= (one.last ?? one.first);
}
