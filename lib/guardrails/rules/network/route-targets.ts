import { Rule } from '../rule';
import { Severity } from '../severity';

const IS_KNOWN = (backend: string) => `${backend}.?kind.orValue('Service') in ['Service', 'InferencePool']`;

const MIRRORS_KNOWN = (of: string) =>
  `${of}.?filters.orValue([]).all(each, ${IS_KNOWN('each.?requestMirror.?backendRef')})`;

/** Source: gateway-api.sigs.k8s.io, "BackendObjectReference"; istio.io, "Hostname" backends. */
export const routeTargets: Rule = {
  id: 'SAI-NET-043',
  name: 'route-to-unknown-target',
  title: 'Route to something other than a Service or an InferencePool',
  rationale:
    'Host names, imported Services and backends of controllers lie outside of what policies of the cluster are about.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'gateway.networking.k8s.io', kinds: ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'] },
    ],
  },
  cel: `
    dyn(object).?spec.?rules.orValue([]).all(rule,
      ${MIRRORS_KNOWN('rule')}
      && rule.?backendRefs.orValue([]).all(backend, ${IS_KNOWN('backend')} && ${MIRRORS_KNOWN('backend')})
    )
  `,
  message: 'requests, or copies of them, go to a target that is neither a Service nor an InferencePool',
  fix: 'route to a Service of the cluster; call hosts outside of it through a ServiceEntry and an egress gateway',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
