import { Rule } from '../rule';
import { Severity } from '../severity';

/**
 * The controller reads the newer prefix first, then the older, then takes `internet`. Source:
 * kubernetes/cloud-provider-alibaba-cloud, pkg/controller/service/reconcile/annotation/annotations.go, 2026-04-10.
 */
export const publicLoadBalancer: Rule = {
  id: 'SAI-NET-007',
  name: 'public-load-balancer',
  title: 'Public load balancer',
  rationale: 'The inference API becomes reachable from the Internet.',
  severity: Severity.CRITICAL,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Service'] }] },
  cel: `
    object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'ExternalName', 'NodePort']
    || object.metadata.?annotations[?'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type'].orValue(
      object.metadata.?annotations[?'service.beta.kubernetes.io/alicloud-loadbalancer-address-type'].orValue('internet')
    ) == 'intranet'
  `,
  message: 'service gets an address on the Internet',
  fix: 'use type ClusterIP behind a gateway, or set service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: intranet',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
  ackPolicy: 'ACKBlockInternetLoadBalancer',
};
