import { internetShare, isEveryPod } from '../../../effective/network/breadth';
import type { NetworkModel } from '../../../effective/network/model';
import { Direction } from '../../../effective/network/policy';
import { groupKindOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

export const defaultDeny: ModelRule = {
  id: 'SAI-NET-012',
  name: 'default-deny-missing',
  title: 'No default-deny NetworkPolicy',
  rationale: 'Pods without a policy accept and open every connection.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'every Namespace and all NetworkPolicies together',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ objects, network }) => {
    const denying = new Map(DIRECTIONS.map((direction) => [direction, namespacesDenied(network, direction)]));
    return objects
      .filter((object) => groupKindOf(object) === '/Namespace')
      .map((subject) => {
        const open = DIRECTIONS.filter((direction) => !denying.get(direction)!.has(subject.metadata?.name ?? ''));
        return open.length === 0
          ? { subject, path: '' }
          : { subject, path: '', flaw: `nothing denies ${open.join(' and ')} by default` };
      });
  },
  message: 'a namespace has no NetworkPolicy that denies what no other allows',
  fix: 'add a NetworkPolicy with podSelector {}, policyTypes [Ingress, Egress] and no rules, or one for each direction',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.2'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

/** Namespaces in which some policy selects every pod, and lets little through: an exception for DNS is no hole. */
function namespacesDenied({ policies }: NetworkModel, direction: Direction): Set<string> {
  return new Set(
    policies
      .filter(({ tier, subject: { podSelector }, rules }) => {
        const asked = [podSelector.matchLabels, podSelector.matchExpressions];
        const selectsAll = asked.every((terms) => Object.keys((terms as object | undefined) ?? {}).length === 0);
        const lets = (rules[direction] ?? []).flatMap(({ peers }) => peers);
        return (
          tier === 'namespace' &&
          selectsAll &&
          rules[direction] !== undefined &&
          !lets.some((peer) => peer.kind === 'anybody' || isEveryPod(peer)) &&
          internetShare(lets.flatMap((peer) => (peer.kind === 'addresses' ? peer.ranges : []))) === undefined
        );
      })
      .map(({ object }) => object.metadata?.namespace ?? 'default'),
  );
}
