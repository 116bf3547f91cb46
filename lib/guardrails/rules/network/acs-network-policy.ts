import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud documentation of ACS pod annotations, February 2026. */
export const acsNetworkPolicy: Rule = {
  id: 'SAI-NET-033',
  name: 'acs-network-policies-idle',
  title: 'ACS pod without the agent of NetworkPolicies',
  rationale: 'On ACS, NetworkPolicies are enforced for a pod only if an annotation asks for the agent.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?labels[?'alibabacloud.com/acs'].orValue('false') != 'true'
    || pod.?metadata.?annotations[?'network.alibabacloud.com/enable-network-policy-agent'].orValue('false') == 'true'
    || pod.?metadata.?annotations[?'alibabacloud.com/enable-network-policy-agent'].orValue('false') == 'true'
  `,
  message: 'the pod runs on ACS, where no NetworkPolicy is enforced for it',
  fix: 'set the annotation alibabacloud.com/enable-network-policy-agent: "true" on the pod',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
