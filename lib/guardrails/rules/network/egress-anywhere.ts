import { isMostOfTheInternet } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const egressAnywhere: Rule = {
  id: 'SAI-NET-002',
  name: 'egress-anywhere',
  title: 'Egress to any address',
  rationale: 'A compromised server can send prompts and weights anywhere.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    object.?spec.?egress.orValue([]).all(rule,
      rule.?to.orValue([]).size() > 0
      && rule.to.all(peer, !has(peer.ipBlock) || !${isMostOfTheInternet('peer.ipBlock.cidr')})
    )
  `,
  message: 'policy lets pods reach every address',
  fix: 'name pods, namespaces or the ranges that are needed',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: [
      'Phase 2: Enable sandboxed containers and network isolation',
      'Security risks: Risk of computing resource abuse',
    ],
  },
};
