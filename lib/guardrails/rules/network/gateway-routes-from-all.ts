import { LISTENER_KINDS } from './listener-kinds';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Whether namespaces are those of a team: an empty selector selects every namespace. */
const notEvery = (namespaces: string, absent: string) => `
  (${namespaces}.?from.orValue('${absent}') in ['${absent}', 'Same', 'None']
    || (${namespaces}.?from.orValue('') == 'Selector'
      && (${namespaces}.?selector.?matchLabels.orValue({}).size() > 0
        || ${namespaces}.?selector.?matchExpressions.orValue([]).exists(term, term.?operator.orValue('') == 'In'))))
`;

/** Source: gateway-api.sigs.k8s.io, "Gateway", "ListenerSet"; istio/api, annotation/annotations.yaml, 2026-07-21. */
export const gatewayRoutesFromAll: Rule = {
  id: 'SAI-NET-035',
  name: 'gateway-routes-from-all',
  title: 'Gateway that takes routes or listeners of every namespace',
  rationale: 'Any team can attach a route or a listener, and take over hosts and paths of others.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: LISTENER_KINDS },
  cel: `
    object.?spec.?listeners.orValue([]).all(listener, ${notEvery('listener.?allowedRoutes.?namespaces', 'Same')})
    && ${notEvery('dyn(object).?spec.?allowedListeners.?namespaces', 'None')}
    && !(object.?metadata.?annotations[?'networking.istio.io/service-type'].orValue('ClusterIP') in ['LoadBalancer', 'NodePort'])
  `,
  message:
    'a gateway takes routes or listeners of every namespace, or gets a Service that is reached from outside by annotation',
  fix: 'set namespaces.from of allowedRoutes and allowedListeners to Same, or to Selector with labels; state addresses in infrastructure, not by annotation',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
