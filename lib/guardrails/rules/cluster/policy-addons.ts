import { Rule } from '../rule';
import { Severity } from '../severity';
import { related } from '../terraform-relations';

export const policyAddons: Rule = {
  id: 'SAI-CLU-010',
  name: 'policy-engine-missing',
  title: 'Policy engine missing',
  rationale: 'Nothing refuses objects that are not hardened.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_managed_kubernetes'] },
  cel: `
    ['gatekeeper', 'policy-template-controller'].all(name,
      resource.?addons.orValue([]).exists(addon, addon.?name.orValue('') == name)
      || ${related('alicloud_cs_kubernetes_addon.cluster_id')}.exists(addon, addon.?name.orValue('') == name)
    )
  `,
  message: 'cluster has no policy engine, so nothing refuses objects that are not hardened',
  fix: 'add the addons gatekeeper and policy-template-controller',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.1'],
    owaspK8s: ['K04'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
