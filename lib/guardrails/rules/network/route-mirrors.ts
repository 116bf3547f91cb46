import { Rule } from '../rule';
import { Severity } from '../severity';

const NAMESPACE = "each.?requestMirror.?backendRef.?namespace.orValue('')";

const STAYS = (of: string) =>
  `${of}.?filters.orValue([]).all(each, ${NAMESPACE} == '' || ${NAMESPACE} == object.?metadata.?namespace.orValue(''))`;

/** Source: gateway-api.sigs.k8s.io, "HTTPRequestMirrorFilter". */
export const routeMirrors: Rule = {
  id: 'SAI-NET-038',
  name: 'route-mirrors-elsewhere',
  title: 'Requests mirrored to another namespace',
  rationale: 'A mirrored request carries the whole prompt to a Service of others.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'gateway.networking.k8s.io', kinds: ['HTTPRoute', 'GRPCRoute'] }] },
  cel: `
    object.?spec.?rules.orValue([]).all(rule,
      ${STAYS('rule')} && rule.?backendRefs.orValue([]).all(backend, ${STAYS('backend')})
    )
  `,
  message: 'a copy of each request, with its prompt, goes to another namespace',
  fix: 'mirror to a Service of the same namespace only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
