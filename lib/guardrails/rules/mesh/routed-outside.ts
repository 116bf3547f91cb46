import { isForeignHost } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const routedOutside: Rule = {
  id: 'SAI-MSH-029',
  name: 'requests-routed-outside',
  title: 'Requests of a Service routed to a foreign host',
  rationale:
    'Callers address a Service of the cluster, and their prompts go to a host that no policy of the cluster is about.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['VirtualService'] }] },
  cel: `
    (object.?spec.?http.orValue([]) + object.?spec.?tls.orValue([]) + object.?spec.?tcp.orValue([])).all(rule,
      rule.?route.orValue([]).all(route,
        !${isForeignHost("route.?destination.?host.orValue('')")}
        || route.?destination.?host.orValue('') in object.?spec.?hosts.orValue([])
      )
      && (!${isForeignHost("rule.?redirect.?authority.orValue('')")} || rule.?redirect.?authority.orValue('') in object.?spec.?hosts.orValue([]))
    )
  `,
  message: 'requests to a Service, with their prompts, go to a host outside of the cluster',
  fix: 'route to a Service of the cluster; describe calls to the outside by the host that is called',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
