import { groupKindOf } from '../../../objects/pods';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Kinds by which controllers other than those of Ingress and Gateway API publish Services, by their documentation. */
const KINDS: ReadonlySet<string> = new Set([
  ...['traefik.io', 'traefik.containo.us'].flatMap((group) =>
    ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map((kind) => `${group}/${kind}`),
  ),
  ...['projectcontour.io/HTTPProxy', 'k8s.nginx.org/VirtualServer', 'k8s.nginx.org/TransportServer'],
  ...['apisix.apache.org/ApisixRoute', 'configuration.konghq.com/KongIngress', 'configuration.konghq.com/TCPIngress'],
  ...['configuration.konghq.com/UDPIngress', 'getambassador.io/Mapping', 'getambassador.io/TCPMapping'],
  ...['gateway.solo.io/VirtualService', 'route.openshift.io/Route', 'multicluster.x-k8s.io/ServiceExport'],
  ...[
    'ngrok.k8s.ngrok.com/AgentEndpoint',
    'ngrok.k8s.ngrok.com/CloudEndpoint',
    'networking.cfargotunnel.com/TunnelBinding',
  ],
  ...['gateway.envoyproxy.io/Backend'],
]);

export const unknownRouteKind: ModelRule = {
  id: 'SAI-NET-037',
  name: 'route-not-evaluated',
  title: 'Route of a kind that is not evaluated',
  rationale: 'Who reaches a Service by it is not known, so no verdict about exposure covers it.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'objects that publish Services by a controller of their own',
    inCluster: 'what is judged is that nothing evaluates the kind, which denying its objects does not change',
  },
  judge: ({ objects }) =>
    objects
      .filter((object) => KINDS.has(groupKindOf(object)))
      .map((subject) => ({ subject, path: '', flaw: `${subject.apiVersion} ${subject.kind}` })),
  message:
    'what this route publishes, to whom and with which TLS, is not known here: no rule and no edge of the reachability map counts it',
  fix: 'use an Ingress or an HTTPRoute, or review the route by hand and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
