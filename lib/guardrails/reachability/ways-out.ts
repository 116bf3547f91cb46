import { Connection, connectionsOf } from './reachability-policies';
import { Labels, pairsOf, selects } from '../../objects/label-selector';
import { Fields, listIn } from '../../objects/unknown-fields';

/** Pods of which only some labels are known: those that a policy asks for. */
export interface KnownPods {
  readonly namespace: string;
  readonly selector: Fields;
}

/** A pod that accepts a connection. */
export interface Target {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
}

/** A policy that says something of what goes out of a namespace. */
export interface EgressPolicy {
  readonly selector: Fields;
  readonly egress: unknown;
}

/**
 * Whether some pod may open a connection. Pods may have more labels than are known, so that policies which may select them
 * may let them out; only those which select them for certain close.
 *
 * @param policies policies for egress in the namespace of the pods
 */
export function mayLeave(
  pods: KnownPods,
  policies: readonly EgressPolicy[],
  target: Target,
  ports: Connection['port'],
): boolean {
  const labels = Object.fromEntries(pairsOf(pods.selector)) as Labels;
  if (!policies.some(({ selector }) => selectsForCertain(selector, labels))) {
    return true;
  }
  return policies
    .filter(({ selector }) => maySelect(selector, labels))
    .flatMap(({ egress }) => connectionsOf(egress, 'to'))
    .some((connection) => leadsTo(connection, pods.namespace, target) && mayMeet(connection.port, ports));
}

function selectsForCertain(selector: Fields, labels: Labels): boolean {
  const isPositive = listIn(selector.matchExpressions).length === 0;
  return isPositive && selects(selector, labels);
}

function maySelect(selector: Fields, labels: Labels): boolean {
  return pairsOf(selector).every(([key, value]) => labels[key] === undefined || labels[key] === value);
}

/** An address may be that of the target. */
function leadsTo({ pods, namespaces }: Connection, from: string, target: Target): boolean {
  if (pods === undefined) {
    return true;
  }
  const isThere = namespaces === undefined ? from === target.namespace : selects(namespaces, target.namespaceLabels);
  return isThere && selects(pods, target.labels);
}

/** Ranges and names that are not numbers may mean the same. */
function mayMeet(one: Connection['port'], other: Connection['port']): boolean {
  const number = /^(\d+)\//.exec(other.text)?.[1];
  return other.text.includes('-') || number === undefined || one.includes(number);
}
