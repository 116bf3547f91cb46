import { Rule } from '../rule';
import { Severity } from '../severity';

export const kubeletReadOnlyPort: Rule = {
  id: 'SAI-NOD-005',
  name: 'kubelet-read-only-port',
  title: 'Kubelet read-only port open',
  rationale: 'The port shows pods and their environment without authentication.',
  severity: Severity.HIGH,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?kubelet_configuration.orValue([]).all(kubelet,
      string(kubelet.?read_only_port.orValue('0')) == '0'
    )
  `,
  message: 'kubelet answers without authentication',
  fix: 'set kubelet_configuration.read_only_port = "0"',
  acknowledgeable: true,
  frameworks: {
    cis: ['4.2.4'],
    owaspK8s: ['K05'],
  },
};
