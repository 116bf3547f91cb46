import { Rule } from '../rule';
import { Severity } from '../severity';

export const tokenKeys: Rule = {
  id: 'SAI-MSH-018',
  name: 'jwt-keys-over-http',
  title: 'Keys of tokens over plain HTTP, or symmetric',
  rationale: 'Who can answer for the address of the keys can sign tokens that the mesh accepts.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'security.istio.io', kinds: ['RequestAuthentication'] }] },
  cel: String.raw`
    object.?spec.?jwtRules.orValue([]).all(rule,
      rule.?jwksUri.orValue('https://').startsWith('https://')
      && !rule.?jwks.orValue('').matches(r'[\x22\x27]?kty[\x22\x27]?\s*:\s*[\x22\x27]?oct')
      && (!rule.?issuer.orValue('').startsWith('http://'))
    )
  `,
  message:
    'keys that tokens are verified with come over plain HTTP or are symmetric: who answers, or reads them, makes tokens',
  fix: 'use an https:// jwksUri, or put public keys into jwks',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
