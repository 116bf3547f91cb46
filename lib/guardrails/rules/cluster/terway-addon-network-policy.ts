import { Rule } from '../rule';
import { Severity } from '../severity';

export const terwayAddonNetworkPolicy: Rule = {
  id: 'SAI-CLU-005',
  name: 'network-policy-disabled',
  title: 'NetworkPolicy disabled in Terway',
  rationale: 'NetworkPolicies are accepted and have no effect.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_addon'] },
  cel: String.raw`
    resource.?name.orValue('') != 'flannel'
    && (
      resource.?name.orValue('') != 'terway-eniip'
      || resource.?config.orValue('').matches(r'"NetworkPolicy"\s*:\s*"true"')
    )
  `,
  message: 'the network plug-in does not enforce NetworkPolicy objects',
  fix: 'set config = jsonencode({ NetworkPolicy = "true" }) on terway-eniip',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.1'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
