import { selectsNearlyEveryNamespace } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const egressEveryPod: Rule = {
  id: 'SAI-NET-034',
  name: 'egress-every-pod',
  title: 'Egress to every pod of the cluster',
  rationale: 'A compromised server can call every service of every team.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    object.?spec.?egress.orValue([]).all(rule, rule.?to.orValue([]).all(peer,
      !has(peer.namespaceSelector)
      || peer.?podSelector.?matchLabels.orValue({}).size() > 0
      || peer.?podSelector.?matchExpressions.orValue([]).exists(term, term.operator == 'In')
      || !${selectsNearlyEveryNamespace('peer.?namespaceSelector')}
    ))
  `,
  message: 'policy lets pods reach every pod of the cluster',
  fix: 'name the namespaces and pods that are called',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
