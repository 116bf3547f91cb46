import { Rule } from '../rule';
import { Severity } from '../severity';

export const unsafeSysctls: Rule = {
  id: 'SAI-NOD-006',
  name: 'unsafe-sysctls-allowed',
  title: 'Unsafe sysctls allowed on nodes',
  rationale: 'Pods can change kernel parameters of the node.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?kubelet_configuration.orValue([]).all(kubelet,
      kubelet.?allowed_unsafe_sysctls.orValue([]).size() == 0
    )
  `,
  message: 'nodes let pods set unsafe kernel parameters',
  fix: 'remove allowed_unsafe_sysctls',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
};
