import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud help, "Attach an independent EIP to a pod", 2026-07-29; AliyunContainerService/terway, 2026-07-23. */
export const podAddressObject: Rule = {
  id: 'SAI-NET-036',
  name: 'pod-address-by-object',
  title: 'Address or interface of a pod by an object',
  rationale:
    'The address is attached to a pod without a change of the pod, past NetworkPolicies and the review of Services.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [
      { group: 'alibabacloud.com', kinds: ['PodEIP'] },
      { group: 'network.alibabacloud.com', kinds: ['PodENI'] },
    ],
  },
  cel: `
    object.?spec.orValue({}).size() == 0
  `,
  message: 'an object gives a pod a public address, or an interface with a security group of its own',
  fix: 'remove the object; reach pods by a Service, and the Internet by a gateway',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
