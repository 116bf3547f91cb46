import { isForeignHost } from '../fragments';
import { isCredential, REWRITTEN_TO, saysWhoCalls } from '../routes';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Groups whose filters only limit, retry or authenticate, by their documentation. */
const EXTENSIONS = "['gateway.envoyproxy.io']";

const HEADERS = 'each.?requestHeaderModifier.?';
const REWRITE = 'each.?urlRewrite.?';
const REDIRECT = 'each.?requestRedirect.?';

const KEEPS = (of: string) => `${of}.?filters.orValue([]).all(each,
        !${isForeignHost(`${REWRITE}hostname.orValue('')`)}
        && ${REWRITE}path.?replaceFullPath.orValue('') in ${REWRITTEN_TO}
        && ${REWRITE}path.?replacePrefixMatch.orValue('') in ${REWRITTEN_TO}
        && ${REDIRECT}scheme.orValue('https') == 'https'
        && (!${isForeignHost(`${REDIRECT}hostname.orValue('')`)} || ${REDIRECT}hostname.orValue('') in dyn(object).?spec.?hostnames.orValue([]))
        && !(${HEADERS}set.orValue([]) + ${HEADERS}add.orValue([])).exists(header, ${saysWhoCalls("header.?name.orValue('')")})
        && !${HEADERS}remove.orValue([]).exists(name, ${isCredential('name')})
        && !dyn(each).?cors.?allowOrigins.orValue([]).exists(origin, origin in ['*', 'http://*', 'https://*'])
        && (each.?responseHeaderModifier.?set.orValue([]) + each.?responseHeaderModifier.?add.orValue([])).all(header,
          header.?name.orValue('').lowerAscii() != 'access-control-allow-origin' || header.?value.orValue('') != '*'
        )
        && (each.?extensionRef.?group.orValue('') == '' || each.?extensionRef.?group.orValue('') in ${EXTENSIONS})
      )`;

/** Source: gateway-api.sigs.k8s.io, "HTTPRouteFilter" and "GRPCRouteFilter". */
export const routeChangesRequests: Rule = {
  id: 'SAI-NET-042',
  name: 'route-changes-requests',
  title: 'Route that changes what is asked and by whom',
  rationale:
    'Policies and engines judge what arrives: another path, host or identity than the caller sent passes by what the caller was allowed.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'gateway.networking.k8s.io', kinds: ['HTTPRoute', 'GRPCRoute'] }] },
  cel: `
    dyn(object).?spec.?rules.orValue([]).all(rule,
      ${KEEPS('rule')}
      && rule.?backendRefs.orValue([]).all(backend, ${KEEPS('backend')})
    )
  `,
  message:
    'a filter changes the path, host or identity of requests, sends callers elsewhere or to clear text, opens CORS, or is one that nobody here knows',
  fix: 'leave paths, hosts and headers of identity as they come; name the origins of CORS; review filters of controllers by hand',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
