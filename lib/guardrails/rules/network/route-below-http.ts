import { Rule } from '../rule';
import { Severity } from '../severity';

export const routeBelowHttp: Rule = {
  id: 'SAI-NET-039',
  name: 'route-below-http',
  title: 'Route that passes connections on unread',
  rationale:
    'A gateway neither authenticates nor limits what it does not read: engines have no authentication that holds by itself.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'gateway.networking.k8s.io', kinds: ['TCPRoute', 'TLSRoute', 'UDPRoute'] }],
  },
  cel: `dyn(object).?spec.?rules.orValue([]).all(rule, rule.?backendRefs.orValue([]).size() == 0)`,
  message: 'connections reach a Service through a gateway that reads no request',
  fix: 'use an HTTPRoute or GRPCRoute, and terminate TLS at the gateway',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
