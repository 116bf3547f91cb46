import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes/cloud-provider-alibaba-cloud, clbv1/loadbalancer.go and nlbv2/loadbalancer.go, 2026-04-10. */
export const loadBalancerDoors: Rule = {
  id: 'SAI-NET-023',
  name: 'load-balancer-reused-or-public',
  title: 'Load balancer reused, overridden or public by IPv6',
  rationale:
    'A reused balancer keeps the address that it has, and IPv6 and EIP have types of their own, so that address-type alone proves nothing.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Service'] }] },
  cel: `
    object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'ExternalName', 'NodePort']
    || ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-', 'service.beta.kubernetes.io/alicloud-loadbalancer-'].all(prefix,
      ['id', 'force-override-listeners', 'external-ip-type'].all(name,
        object.metadata.?annotations[?(prefix + name)].orValue('false') == 'false'
      )
      && object.metadata.?annotations[?(prefix + 'ipv6-address-type')].orValue('intranet') == 'intranet'
      && object.metadata.?annotations[?(prefix + 'acl-status')].orValue('on') != 'off'
    )
  `,
  message:
    'annotations reuse a balancer, override its listeners, or publish it by IPv6 or an EIP, whatever address-type says',
  fix: 'remove id, force-override-listeners, external-ip-type and ipv6-address-type, and leave acl-status on',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
