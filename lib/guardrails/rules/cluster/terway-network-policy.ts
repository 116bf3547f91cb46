import { Rule } from '../rule';
import { Severity } from '../severity';

export const terwayNetworkPolicy: Rule = {
  id: 'SAI-CLU-004',
  name: 'network-policy-unsupported',
  title: 'Network plug-in without NetworkPolicy',
  rationale: 'NetworkPolicies are accepted and have no effect.',
  severity: Severity.CRITICAL,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: String.raw`
    resource.?addons.orValue([]).exists(addon,
      addon.?name.orValue('') == 'terway-eniip'
      && addon.?config.orValue('').matches(r'"NetworkPolicy"\s*:\s*"true"')
    )
  `,
  message: 'NetworkPolicy objects have no effect in this cluster',
  fix: 'add the addon terway-eniip with config {"NetworkPolicy":"true"}; Flannel never enforces them',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    cis: ['5.3.1'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
