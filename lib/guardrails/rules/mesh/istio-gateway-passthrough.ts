import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, networking/v1/gateway.proto, 2026-07-21. */
export const istioGatewayPassthrough: Rule = {
  id: 'SAI-MSH-039',
  name: 'istio-gateway-for-any-host',
  title: 'Istio Gateway that passes TLS on, or serves any host',
  rationale:
    'A gateway that does not end TLS neither authenticates nor limits requests, and one for every host serves what any VirtualService asks of it.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['Gateway'] }] },
  cel: `
    object.?spec.?servers.orValue([]).all(server,
      !(server.?tls.?mode.orValue('SIMPLE') in ['PASSTHROUGH', 'AUTO_PASSTHROUGH', 'OPTIONAL_MUTUAL'])
      && (
        server.?tls.?httpsRedirect.orValue(false)
        || server.?hosts.orValue([]).all(host, !(host.endsWith('/*') || host == '*'))
      )
    )
  `,
  message:
    'a server of the gateway passes TLS on unread, does not need a certificate of callers, or takes requests for any host',
  fix: 'use tls.mode SIMPLE or MUTUAL, and name the hosts, with the namespace of their VirtualServices before them',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
