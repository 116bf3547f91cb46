import { isMostOfTheInternet, selectsNearlyEveryNamespace } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const EVERY_POD = (peer: string) =>
  `((has(${peer}.namespaces) && ${selectsNearlyEveryNamespace(`${peer}.namespaces`)}) || ` +
  `(has(${peer}.pods) && ${selectsNearlyEveryNamespace(`${peer}.pods.namespaceSelector`)} && ` +
  `${peer}.pods.?podSelector.?matchLabels.orValue({}).size() == 0 && ` +
  `${peer}.pods.?podSelector.?matchExpressions.orValue([]).size() == 0))`;

/** Source: network-policy-api.sigs.k8s.io, "AdminNetworkPolicy": Allow decides before any NetworkPolicy is asked. */
export const adminAllow: Rule = {
  id: 'SAI-NET-018',
  name: 'admin-policy-allow',
  title: 'AdminNetworkPolicy allows past NetworkPolicies',
  rationale: 'An Allow of an AdminNetworkPolicy is decided before, and instead of, every NetworkPolicy.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'policy.networking.k8s.io', kinds: ['AdminNetworkPolicy'] }] },
  cel: `
    object.?spec.?ingress.orValue([]).all(rule,
      rule.?action.orValue('Allow') in ['Deny', 'Pass']
      || rule.?from.orValue([]).all(peer, !${EVERY_POD('peer')})
    )
    && object.?spec.?egress.orValue([]).all(rule,
      rule.?action.orValue('Allow') in ['Deny', 'Pass']
      || rule.?to.orValue([]).all(peer,
        !${EVERY_POD('peer')}
        && !has(peer.nodes)
        && dyn(peer).?domainNames.orValue([]).all(name, !name.matches('^[*]([.][^.]+)?[.]?$'))
        && peer.?networks.orValue([]).all(range, !${isMostOfTheInternet('range')})
      )
    )
  `,
  message: 'an AdminNetworkPolicy allows nearly everything before any NetworkPolicy is asked',
  fix: 'name the namespaces, pods and ranges in the rule, or use action Pass so that NetworkPolicies decide',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
