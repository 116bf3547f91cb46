import { Rule } from '../rule';
import { Severity } from '../severity';

export const filtersRemoved: Rule = {
  id: 'SAI-MSH-015',
  name: 'mesh-filters-removed',
  title: 'EnvoyFilter removes filters of the proxy',
  rationale:
    'AuthorizationPolicy is a filter of the proxy, and an EnvoyFilter that removes or replaces filters takes it out of force.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['EnvoyFilter'] }] },
  cel: `
    object.?spec.?configPatches.orValue([]).all(each,
      !(each.?patch.?operation.orValue('') in ['REMOVE', 'REPLACE'])
      && (
        each.?patch.?operation.orValue('') != 'MERGE'
        || !(each.?applyTo.orValue('') in ['HTTP_FILTER', 'NETWORK_FILTER', 'FILTER_CHAIN', 'LISTENER', 'LISTENER_FILTER'])
      )
    )
  `,
  message: 'an EnvoyFilter removes or replaces parts of the proxy, among which may be the filters that authorize',
  fix: 'insert filters instead of removing or merging into them; use AuthorizationPolicy and PeerAuthentication',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
