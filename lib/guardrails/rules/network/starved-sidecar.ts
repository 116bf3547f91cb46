import { membershipOf } from '../../../effective/mesh/membership';
import { Ports } from '../../../effective/network/policy';
import { EffectivePod } from '../../../effective/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** What an injected sidecar needs before it is ready. */
const NEEDS = [
  { port: 53, what: 'DNS (53)' },
  { port: 15012, what: 'the control plane of the mesh (15012)' },
];

export const starvedSidecar: ModelRule = {
  id: 'SAI-NET-028',
  name: 'sidecar-without-way-out',
  title: 'Sidecar that no policy lets out',
  rationale:
    'A sidecar that reaches neither DNS nor its control plane gets no certificate, and its pod never becomes ready.',
  severity: Severity.LOW,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'pods that get a sidecar of Istio, and what all NetworkPolicies let out',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
    judges: ['network-policy-engine'],
  },
  judge: ({ network }) =>
    network.pods.filter(isInjected).map((pod) => {
      const place = { subject: pod.object, path: pod.path };
      const openings = network.openings(pod, 'Egress');
      const closed = NEEDS.filter(({ port }) => !openings.some(({ ports }) => isAt(ports, port)));
      return closed.length > 0
        ? { ...place, flaw: `it may not reach ${closed.map(({ what }) => what).join(' and ')}` }
        : place;
    }),
  message: 'policies keep the sidecar of a pod from what it needs to start',
  fix: 'let the pod out to DNS and to the control plane: CallerEgress, or connections.allowFrom for callers of a service',
  acknowledgeable: true,
  frameworks: { seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};

/** Of a namespace whose labels are not known, only a label of the pod is sure. */
function isInjected(pod: EffectivePod): boolean {
  const isSure = pod.isNamespaceKnown || pod.labels['sidecar.istio.io/inject'] === 'true';
  return isSure && membershipOf(pod) === 'sidecar';
}

/** A name of a port may mean any number. */
function isAt({ first, last }: Ports, port: number): boolean {
  return typeof first !== 'number' || (first <= port && port <= (last ?? first));
}
