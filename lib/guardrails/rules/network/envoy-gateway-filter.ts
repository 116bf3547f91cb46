import { REWRITTEN_TO } from '../routes';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: gateway.envoyproxy.io, "HTTPRouteFilter", v1.5. */
export const envoyGatewayFilter: Rule = {
  id: 'SAI-NET-044',
  name: 'envoy-gateway-filter-changes-requests',
  title: 'Filter of Envoy Gateway that answers for the model, or changes what is asked',
  rationale:
    'Policies and engines judge what arrives: another path, host or credential than the caller sent passes by what the caller was allowed.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'gateway.envoyproxy.io', kinds: ['HTTPRouteFilter'] }] },
  cel: `
    dyn(object).?spec.?directResponse.?statusCode.orValue(404) >= 400
    && !dyn(object).?spec.?credentialInjection.hasValue()
    && !dyn(object).?spec.?urlRewrite.?hostname.?header.hasValue()
    && !dyn(object).?spec.?urlRewrite.?path.?replaceRegexMatch.hasValue()
    && dyn(object).?spec.?urlRewrite.?path.?replaceFullPath.orValue('') in ${REWRITTEN_TO}
  `,
  message: 'a filter answers in place of the model, or changes the path, host or credential of requests',
  fix: 'leave paths, hosts and credentials as they come, and answer with 4xx or 5xx only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
