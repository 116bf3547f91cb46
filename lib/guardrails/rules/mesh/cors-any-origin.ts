import { Rule } from '../rule';
import { Severity } from '../severity';

/** Patterns of everything, or of every host of a top-level domain. */
const ANY = String.raw`^\^?(https\??://|https\?://|\*)?((\.|\(\.|\[[^\]]*\])[*+]\)?|\*)(\\\.[a-z]+)?(:.*)?\$?$`;

/** Source: istio/api, networking/v1/virtual_service.proto, 2026-07-21. */
export const corsAnyOrigin: Rule = {
  id: 'SAI-MSH-030',
  name: 'mesh-cors-any-origin',
  title: 'VirtualService that takes requests of any origin',
  rationale: 'Any page that a user opens can then call the model with the credentials of the user.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['VirtualService'] }] },
  cel: `
    object.?spec.?http.orValue([]).all(route, route.?corsPolicy.?allowOrigins.orValue([]).all(origin,
      origin.?exact.orValue('') != '*'
      && !origin.?regex.orValue('').matches(r'${ANY}')
      && !(origin.?prefix.orValue('') in ['http', 'http://', 'https://', 'https', '*'])
    ) && !('*' in route.?corsPolicy.?allowOrigin.orValue([]))
      && [route.?headers.?response.?set.orValue({}), route.?headers.?response.?add.orValue({})].all(headers,
        headers.all(name, name.lowerAscii() != 'access-control-allow-origin' || headers[name] != '*')
      ))
  `,
  message: 'pages of any origin may call the model',
  fix: 'name the origins in corsPolicy.allowOrigins with exact',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
