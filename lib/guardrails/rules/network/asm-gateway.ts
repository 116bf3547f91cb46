import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud help, "ASM gateway CRD reference", 2026-08-11. */
export const asmGateway: Rule = {
  id: 'SAI-NET-026',
  name: 'asm-gateway-public',
  title: 'Gateway of Service Mesh public, root or on the node',
  rationale: 'A gateway makes its own Service and pods, which no rule about Services and pods sees.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'istio.alibabacloud.com', kinds: ['IstioGateway'] }] },
  cel: `
    !object.?spec.?runAsRoot.orValue(false)
    && !object.?spec.?hostNetwork.orValue(false)
    && (
      !(object.?spec.?serviceType.orValue('LoadBalancer') in ['LoadBalancer', 'NodePort'])
      || (
        object.?spec.?serviceType.orValue('LoadBalancer') == 'LoadBalancer'
        && object.?spec.?serviceAnnotations[?'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type'].orValue('internet') == 'intranet'
      )
    )
  `,
  message: 'a gateway of Service Mesh is public, runs as root or in the network of its node',
  fix: 'set serviceAnnotations with address-type: intranet, and leave runAsRoot and hostNetwork out',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
