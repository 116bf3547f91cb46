import { NamespaceSelector, Peer } from './policy';
import { merged, Range, rangeOf, shareOf, without } from './ranges';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** Ranges that are not of the Internet: private, shared (of cloud services), loopback, link-local, multicast, reserved. */
const NOT_INTERNET = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  ...['224.0.0.0/3', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
].map((cidr) => rangeOf(cidr)!);

/** As wide as the /7 from which on one range alone counts as the Internet (SAI-NET-002, SAI-NET-003). */
const WIDE = 1 / 128;

/** How much of the Internet some ranges are together, as a percentage for a reader; undefined where it is little. */
export function internetShare(ranges: readonly Range[]): string | undefined {
  const foreign = merged(ranges).flatMap((range) => without(range, NOT_INTERNET));
  const share = Math.max(shareOf(foreign, 4), shareOf(foreign, 6));
  return share >= WIDE ? `${(share * 100).toPrecision(2)} %` : undefined;
}

/** Whether some address of a range is of the Internet. */
export function isInternet(range: Range): boolean {
  return without(range, NOT_INTERNET).length > 0;
}

/** Whether a peer is every pod of every namespace, or of all namespaces but some. */
export function isEveryPod(peer: Peer): boolean {
  return peer.kind === 'pods' && isEveryNamespace(peer.namespace) && selectsNearlyAll(peer.podSelector);
}

function isEveryNamespace(namespace: NamespaceSelector): boolean {
  return !('name' in namespace) && selectsNearlyAll(namespace.selector);
}

/** Whether a selector is empty or asks only for what nearly everything has, or lacks. */
export function selectsNearlyAll({ matchLabels, matchExpressions }: Fields): boolean {
  return (
    Object.keys(fieldsIn(matchLabels)).length === 0 &&
    listIn(matchExpressions).every((expression) => {
      const { key, operator } = fieldsIn(expression);
      return operator === 'NotIn' || operator === 'DoesNotExist' || (operator === 'Exists' && key === NAME);
    })
  );
}

/** Label that every namespace has. */
const NAME = 'kubernetes.io/metadata.name';
