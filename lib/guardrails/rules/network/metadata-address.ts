import { holdsMetadataAddress } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const metadataAddress: Rule = {
  id: 'SAI-NET-001',
  name: 'metadata-service-reachable',
  title: 'Instance metadata service reachable',
  rationale: "The metadata service hands out the credentials of the node's RAM role.",
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    object.?spec.?egress.orValue([]).all(rule,
      rule.?to.orValue([]).size() > 0
      && rule.to.all(peer,
        !has(peer.ipBlock)
        || !${holdsMetadataAddress('peer.ipBlock.cidr')}
        || peer.ipBlock.?except.orValue([]).exists(range, ${holdsMetadataAddress('range')})
      )
    )
  `,
  message: 'policy lets pods reach 100.100.100.200, which gives out credentials of the node',
  fix: 'name destinations, and except 100.100.100.200/32 from ipBlocks that hold it; 169.254.169.254 is not the address on Alibaba Cloud',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05', 'K08'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
