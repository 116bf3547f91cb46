import { isForeignHost } from '../fragments';
import { isCredential, REWRITTEN_TO, saysWhoCalls } from '../routes';
import { Rule } from '../rule';
import { Severity } from '../severity';

const KEEPS_IDENTITY = (of: string) =>
  `!${of}.?headers.?request.?set.orValue({}).exists(name, ${saysWhoCalls('name')}) ` +
  `&& !${of}.?headers.?request.?add.orValue({}).exists(name, ${saysWhoCalls('name')}) ` +
  `&& !${of}.?headers.?request.?remove.orValue([]).exists(name, ${isCredential('name')})`;

/** Source: istio/api, networking/v1/virtual_service.proto, 2026-07-21. */
export const requestsChanged: Rule = {
  id: 'SAI-MSH-040',
  name: 'requests-changed-on-the-way',
  title: 'VirtualService that answers for the model, or changes what is asked and by whom',
  rationale:
    'Policies and engines judge what arrives: another path, host or identity than the caller sent passes by what the caller was allowed.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['VirtualService'] }] },
  cel: `
    object.?spec.?http.orValue([]).all(route,
      route.?directResponse.?status.orValue(404) >= 400
      && route.?fault.?abort.?httpStatus.orValue(503) >= 400
      && !${isForeignHost("route.?rewrite.?authority.orValue('')")}
      && route.?rewrite.?uri.orValue('') in ${REWRITTEN_TO}
      && !route.?rewrite.?uriRegexRewrite.hasValue()
      && route.?redirect.?scheme.orValue('https') == 'https'
      && ${KEEPS_IDENTITY('route')}
      && route.?route.orValue([]).all(target, ${KEEPS_IDENTITY('target')})
    )
  `,
  message:
    'a route answers in place of the model, or changes the path, host or identity of requests, or sends callers to clear text',
  fix: 'leave paths, hosts and headers of identity as they come; refuse by AuthorizationPolicy, and answer with 4xx or 5xx only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
