import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** The metadata service of Alibaba Cloud, and the address that it has elsewhere. */
const METADATA = String.raw`^(0*:)*(:?[fF]{4}:)?(100\.100\.100\.200|169\.254\.169\.254|6464:64[cC]8|a9fe:a9fe)(/(3[0-2]|12[0-8]))?$`;

export const serviceEntryWide: Rule = {
  id: 'SAI-MSH-017',
  name: 'service-entry-too-wide',
  title: 'ServiceEntry for every host or for cloud metadata',
  rationale: 'REGISTRY_ONLY lets through what is registered, so that a wildcard ServiceEntry switches it off.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['ServiceEntry'] }] },
  cel: `
    object.?spec.?hosts.orValue([]).all(host, host != '*' && !host.matches(r'^\\*\\.[^.]+$'))
    && object.?spec.?addresses.orValue([]).all(address, !${isMostOfTheInternet('address')} && !address.matches(r'${METADATA}'))
    && object.?spec.?endpoints.orValue([]).all(endpoint, !endpoint.?address.orValue('').matches(r'${METADATA}'))
    && object.?spec.?hosts.orValue([]).all(host, !host.matches(r'${METADATA}'))
  `,
  message: 'a ServiceEntry opens REGISTRY_ONLY to nearly every host, or to the metadata service of the node',
  fix: 'name the hosts that are needed, one by one',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05', 'K08'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
