import { isForeignHost } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const mirrorOutside: Rule = {
  id: 'SAI-MSH-019',
  name: 'requests-mirrored-outside',
  title: 'Requests mirrored to a foreign host',
  rationale: 'A mirrored request carries the whole prompt to a host that no policy of the cluster is about.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['VirtualService'] }] },
  cel: `
    object.?spec.?http.orValue([]).all(route,
      !${isForeignHost("route.?mirror.?host.orValue('')")}
      && route.?mirrors.orValue([]).all(mirror, !${isForeignHost("mirror.?destination.?host.orValue('')")})
    )
  `,
  message: 'a copy of each request, with its prompt, goes to a host outside of the cluster',
  fix: 'mirror to a Service of the cluster only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
