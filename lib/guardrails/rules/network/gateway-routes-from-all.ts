import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: gateway-api.sigs.k8s.io, "Gateway"; istio/api, annotation/annotations.yaml, 2026-07-21. */
export const gatewayRoutesFromAll: Rule = {
  id: 'SAI-NET-035',
  name: 'gateway-routes-from-all',
  title: 'Gateway that takes routes of every namespace',
  rationale: 'Any team can attach a route to the listener, and take over hosts and paths of others.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'gateway.networking.k8s.io', kinds: ['Gateway'] }] },
  cel: `
    object.?spec.?listeners.orValue([]).all(listener, listener.?allowedRoutes.?namespaces.?from.orValue('Same') != 'All')
    && !(object.?metadata.?annotations[?'networking.istio.io/service-type'].orValue('ClusterIP') in ['LoadBalancer', 'NodePort'])
  `,
  message: 'a gateway takes routes of every namespace, or gets a Service that is reached from outside by annotation',
  fix: 'set allowedRoutes.namespaces.from to Same or Selector; state addresses in infrastructure, not by annotation',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
