import { internetShare } from '../../../effective/network/breadth';
import type { NetworkModel } from '../../../effective/network/model';
import { Direction, NetworkPolicy } from '../../../effective/network/policy';
import { contains, Range, rangeOf } from '../../../effective/network/ranges';
import { ModelRule, ModelVerdict } from '../rule';
import { Severity } from '../severity';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];
const METADATA = rangeOf('100.100.100.200/32')!;

export const sumOfRanges: ModelRule = {
  id: 'SAI-NET-016',
  name: 'ranges-cover-everything',
  title: 'Address ranges that add up to every address',
  rationale: 'Several ranges together open what one range of 0.0.0.0/0 would open.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'address ranges of each NetworkPolicy and AdminNetworkPolicy, and of all that select a pod, together',
    inCluster:
      'CEL cannot add ranges up within its cost limit; SAI-NET-001, SAI-NET-002 and SAI-NET-003 judge each range alone',
    judges: ['network-policy-engine'],
  },
  judge: ({ network }) => DIRECTIONS.flatMap((direction) => verdictsOf(network, direction)),
  message: 'ranges of policies are together as good as every address',
  fix: 'name pods, namespaces or the ranges that are needed, and except 100.100.100.200/32 from ranges that hold it',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

/** A verdict for each policy, and for each pod whose policies are too much only together. */
function verdictsOf(network: NetworkModel, direction: Direction): ModelVerdict[] {
  const rangesOf = new Map(network.policies.map((policy) => [policy, allowedRanges(policy, direction)]));
  const isTooMuch = (policy: NetworkPolicy) => flawOf(rangesOf.get(policy)!, direction) !== undefined;
  const path = `spec.${direction.toLowerCase()}`;
  return [
    ...network.policies.map((policy) => ({
      subject: policy.object,
      path,
      flaw: flawOf(rangesOf.get(policy)!, direction),
    })),
    ...network.pods.flatMap((pod) => {
      const policies = network.policiesOf(pod, direction);
      const flaw = flawOf(
        policies.flatMap((policy) => rangesOf.get(policy)!),
        direction,
      );
      return flaw === undefined || policies.some(isTooMuch) ? [] : [{ subject: pod.object, path: pod.path, flaw }];
    }),
  ];
}

function allowedRanges({ rules }: NetworkPolicy, direction: Direction): Range[] {
  return (rules[direction] ?? [])
    .filter(({ action }) => action === 'Allow')
    .flatMap(({ peers }) => peers.flatMap((peer) => (peer.kind === 'addresses' ? peer.ranges : [])));
}

function flawOf(ranges: readonly Range[], direction: Direction): string | undefined {
  const share = internetShare(ranges);
  if (share !== undefined) {
    return `${direction} is allowed for ${share} of all addresses`;
  }
  return direction === 'Egress' && ranges.some((range) => contains(range, METADATA))
    ? 'Egress is allowed to 100.100.100.200, which gives out credentials of the node'
    : undefined;
}
