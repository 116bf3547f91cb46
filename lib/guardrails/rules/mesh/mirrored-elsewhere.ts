import { Rule } from '../rule';
import { Severity } from '../severity';

/** Whether a host of the mesh is a Service of the own namespace, or none of the cluster, which other rules judge. */
const STAYS = (host: string) =>
  `(!${host}.matches(r'\\.svc(\\.|$)') || ${host}.split('.')[1] == object.?metadata.?namespace.orValue('default'))`;

/** Callers of a Service, not of a gateway or of a foreign host. */
const IS_INSIDE = `
      (object.?spec.?gateways.orValue(['mesh']).exists(gateway, gateway == 'mesh') || object.?spec.?gateways.orValue([]).size() == 0)
      && object.?spec.?hosts.orValue([]).exists(host, !host.contains('.') || host.matches(r'\\.svc(\\.|$)'))`;

/** Source: istio/api, networking/v1/virtual_service.proto, 2026-07-21. */
export const mirroredElsewhere: Rule = {
  id: 'SAI-MSH-041',
  name: 'requests-sent-to-another-namespace',
  title: 'Requests of a Service sent or mirrored to another namespace',
  rationale: 'Callers address a Service, and their prompts go to pods of others, where other policies hold.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['VirtualService'] }] },
  cel: `
    object.?spec.?http.orValue([]).all(route,
      ${STAYS("route.?mirror.?host.orValue('')")}
      && route.?mirrors.orValue([]).all(mirror, ${STAYS("mirror.?destination.?host.orValue('')")})
      && route.?delegate.?namespace.orValue(object.?metadata.?namespace.orValue('default')) == object.?metadata.?namespace.orValue('default')
    )
    && (!(${IS_INSIDE})
      || (object.?spec.?http.orValue([]) + object.?spec.?tls.orValue([]) + object.?spec.?tcp.orValue([])).all(rule,
        rule.?route.orValue([]).all(route,
          ${STAYS("route.?destination.?host.orValue('')")} || route.?destination.?host.orValue('') in object.?spec.?hosts.orValue([])
        )
      )
    )
  `,
  message: 'requests to a Service, or copies of them, go to another namespace, or another namespace decides where',
  fix: 'route and mirror to Services of the same namespace, and write routes where the Service is',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
