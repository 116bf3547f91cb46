import { Rule } from '../rule';
import { Severity } from '../severity';

export const anyPrincipal: Rule = {
  id: 'SAI-MSH-005',
  name: 'any-principal',
  title: 'AuthorizationPolicy allows any caller',
  rationale: 'A rule without principals admits every workload of the mesh, or anyone.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'security.istio.io', kinds: ['AuthorizationPolicy'] }] },
  // callers of a gateway are outside the mesh, and a token of a named issuer says who they are
  cel: String.raw`
    object.?spec.?action.orValue('ALLOW') != 'ALLOW'
    || object.?spec.?rules.orValue([]).all(rule,
      rule.?from.orValue([]).size() > 0
      && rule.from.all(from,
        (
          object.spec.?targetRefs.orValue([]).exists(target, target.?kind.orValue('') == 'Gateway')
          && object.spec.targetRefs.all(target, target.?kind.orValue('') == 'Gateway')
          && from.?source.?requestPrincipals.orValue([]).size() > 0
          && from.source.requestPrincipals.all(principal, principal.matches(r'^[^*]+/([^*]+|[*])$'))
        )
        || from.?source.?principals.orValue([]).size() + from.?source.?serviceAccounts.orValue([]).size() > 0
        && from.?source.?principals.orValue([]).all(principal, !principal.contains('*'))
        && from.?source.?serviceAccounts.orValue([]).all(account, account.matches(r'^([^*./]+/)?[^*./]+$'))
      )
    )
  `,
  message: 'policy allows callers that it does not name',
  fix: 'list SPIFFE principals in from.source.principals: cluster.local/ns/<namespace>/sa/<service account>; at a Gateway, requestPrincipals of an issuer',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K05'],
    atlas: ['AML.T0049', 'AML.M0019'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
