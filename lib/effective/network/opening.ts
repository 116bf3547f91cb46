import { NetworkRule, Peer, Ports } from './policy';
import { contains, EVERY, merged, Range, without } from './ranges';
import { pairsOf } from '../../objects/label-selector';
import { Fields, listIn } from '../../objects/unknown-fields';

/** One peer on some ports that may connect. */
export interface Opening {
  readonly peer: Peer;
  readonly ports: Ports;
  /** Of a peer that is everybody: peers whom policies of administrators deny all the same. */
  readonly except: readonly Peer[];
}

export const EVERYBODY: Peer = { kind: 'anybody' };
export const EVERY_PORT: Ports = {};

export function openingsOf({ peers, ports }: NetworkRule): Opening[] {
  return peers.flatMap((peer) => ports.map((each) => ({ peer, ports: each, except: [] })));
}

/** Openings that no rule before them denies wholly; what is denied in part stays, since the rest of it is open. */
export function notDenied(openings: readonly Opening[], denied: readonly Opening[]): Opening[] {
  return openings.filter(
    (opening) => !denied.some((each) => covers(each, opening)) && !isEverythingDenied(opening, denied),
  );
}

/** What is left of everything; undefined where nothing is. */
export function remainder(denied: readonly Opening[]): Opening | undefined {
  const whole = denied.filter(({ ports }) => ports.protocol === undefined && ports.first === undefined);
  const [left] = notDenied([{ peer: EVERYBODY, ports: EVERY_PORT, except: whole.map(({ peer }) => peer) }], denied);
  return left;
}

export function covers(outer: Opening, inner: Opening): boolean {
  return coversPeer(outer.peer, inner.peer) && coversPorts(outer.ports, inner.ports);
}

function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'anybody') {
    return true;
  }
  if (outer.kind === 'addresses') {
    return (
      inner.kind === 'addresses' && inner.ranges.every((range) => outer.ranges.some((each) => contains(each, range)))
    );
  }
  if (outer.kind === 'unknown' || inner.kind !== 'pods') {
    return false;
  }
  const isInNamespaces =
    ('selector' in outer.namespace && isEmpty(outer.namespace.selector)) || isSame(outer.namespace, inner.namespace);
  return isInNamespaces && (isEmpty(outer.podSelector) || isSame(outer.podSelector, inner.podSelector));
}

function coversPorts(outer: Ports, inner: Ports): boolean {
  if (outer.protocol !== undefined && outer.protocol !== inner.protocol) {
    return false;
  }
  if (outer.first === undefined || isSame(outer, inner)) {
    return true;
  }
  return (
    typeof outer.first === 'number' &&
    typeof inner.first === 'number' &&
    outer.first <= inner.first &&
    (inner.last ?? inner.first) <= (outer.last ?? outer.first)
  );
}

/** Every address of both families is everybody, pods too. */
function isEverythingDenied({ peer }: Opening, denied: readonly Opening[]): boolean {
  const ranges = denied.flatMap(({ peer: each, ports }): readonly Range[] =>
    each.kind === 'addresses' && ports.first === undefined && ports.protocol === undefined ? each.ranges : [],
  );
  const wanted = peer.kind === 'addresses' ? peer.ranges : [EVERY[4], EVERY[6]];
  return ranges.length > 0 && wanted.every((range) => without(range, merged(ranges)).length === 0);
}

function isEmpty(selector: Fields): boolean {
  return pairsOf(selector).length === 0 && listIn(selector.matchExpressions).length === 0;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
