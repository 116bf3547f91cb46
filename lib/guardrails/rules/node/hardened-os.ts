import { Rule } from '../rule';
import { Severity } from '../severity';

export const hardenedOs: Rule = {
  id: 'SAI-NOD-004',
  name: 'os-not-hardened',
  title: 'Operating system not hardened',
  rationale: 'The default configuration of the node fails the baseline of MLPS and CIS.',
  severity: Severity.MEDIUM,
  match: { subject: 'terraform', types: ['alicloud_cs_kubernetes_node_pool'] },
  cel: `
    resource.?security_hardening_os.orValue(false) == true
    || resource.?soc_enabled.orValue(false) == true
    || resource.?image_type.orValue('') in ['ContainerOS', 'AliyunLinuxSecurity', 'AliyunLinux4Security']
  `,
  message: 'nodes run an operating system without hardening',
  fix: 'set security_hardening_os = true; it excludes soc_enabled',
  acknowledgeable: true,
  frameworks: {
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
};
