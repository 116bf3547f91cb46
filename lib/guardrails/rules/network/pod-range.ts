import { within } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const podRange: Rule = {
  id: 'SAI-NET-004',
  name: 'pod-cidr-in-policy',
  title: 'Pods selected by address range',
  rationale: 'Terway in shared-ENI mode does not match pods by ipBlock, so the rule has no effect.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['NetworkPolicy'] }] },
  cel: `
    (
      object.?spec.?egress.orValue([]).all(rule,
        rule.?to.orValue([]).all(peer,
          !has(peer.ipBlock) || !variables.params.podRanges.exists(range, ${within('peer.ipBlock.cidr', 'range')})
        )
      )
    )
    && object.?spec.?ingress.orValue([]).all(rule,
      rule.?from.orValue([]).all(peer,
        !has(peer.ipBlock) || !variables.params.podRanges.exists(range, ${within('peer.ipBlock.cidr', 'range')})
      )
    )
  `,
  message: 'policy names pods by address range, which Terway does not match',
  fix: 'use podSelector and namespaceSelector for pods',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
  params: {
    podRanges: {
      description: 'ranges that pods get their addresses from, in CIDR notation; empty: not checked',
      default: [],
    },
  },
};
