import { isMostOfTheInternet, selectsNearlyEveryNamespace } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const ingressAnywhere: Rule = {
  id: 'SAI-NET-003',
  name: 'ingress-anywhere',
  title: 'Ingress from any address',
  rationale: 'Every address can call the engine, past gateway and rate limits.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    object.?spec.?ingress.orValue([]).all(rule,
      rule.?from.orValue([]).size() > 0
      && rule.from.all(peer, !has(peer.ipBlock) || !${isMostOfTheInternet('peer.ipBlock.cidr')})
      && rule.from.all(peer,
        !has(peer.namespaceSelector)
        || !${selectsNearlyEveryNamespace('peer.namespaceSelector')}
        || peer.?podSelector.?matchLabels.orValue({}).size() > 0
        || peer.?podSelector.?matchExpressions.orValue([]).size() > 0
      )
    )
  `,
  message: 'policy lets every address, or every pod of the cluster, reach the pods',
  fix: 'name the pods and namespaces that call',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
