import { Rule } from '../rule';
import { Severity } from '../severity';

/** The metadata service of Alibaba Cloud, as IPv4 and as IPv6 writes it, and 169.254.169.254 of other clouds. */
const METADATA = String.raw`^(0*:)*(:?[fF]{4}:)?(100\.100\.100\.200|169\.254\.169\.254|6464:64[cC]8|a9fe:a9fe)$`;

/** An API server stores an EndpointSlice without endpoints with null in their place. */
export const endpointMetadata: Rule = {
  id: 'SAI-NET-019',
  name: 'endpoints-metadata-service',
  title: 'Endpoints of a Service are the metadata service',
  rationale: 'Pods reach the credentials of the node through a Service that policies allow.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [
      { group: '', kinds: ['Endpoints'] },
      { group: 'discovery.k8s.io', kinds: ['EndpointSlice'] },
    ],
  },
  cel: `
    [dyn(object).?endpoints.orValue([])].all(endpoints, endpoints == null || endpoints.all(endpoint,
      endpoint.?addresses.orValue([]).all(address, !address.matches(r'${METADATA}'))
    ))
    && dyn(object).?subsets.orValue([]).all(subset,
      (subset.?addresses.orValue([]) + subset.?notReadyAddresses.orValue([])).all(address,
        !address.?ip.orValue('').matches(r'${METADATA}')
      )
    )
  `,
  message: 'a Service sends requests to the metadata service, which gives out credentials of the node',
  fix: 'remove the address; let the controller write endpoints from the selector of the Service',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05', 'K08'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
