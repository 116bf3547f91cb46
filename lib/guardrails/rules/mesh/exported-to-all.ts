import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, networking/v1/virtual_service.proto and annotation/annotations.yaml, 2026-07-21. */
export const exportedToAll: Rule = {
  id: 'SAI-MSH-025',
  name: 'exported-to-every-namespace',
  title: 'Exported to every namespace of the mesh',
  rationale:
    'An explicit export wins over the narrower default of the mesh, so that proxies of every namespace take the route, TLS settings or host.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: 'networking.istio.io', kinds: ['VirtualService', 'DestinationRule', 'ServiceEntry'] },
      { group: '', kinds: ['Service'] },
    ],
  },
  cel: `
    dyn(object).?spec.?exportTo.orValue([]).all(target, target != '*')
    && !object.?metadata.?annotations[?'networking.istio.io/exportTo'].orValue('').contains('*')
  `,
  message: 'exportTo * shows it to proxies of every namespace',
  fix: 'name the namespaces of callers in exportTo, or "." for its own only',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
