import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: ACK documentation, "Use network policies for access control": health checks come from 100.64.0.0/10. */
export const loadBalancerProbes: Rule = {
  id: 'SAI-NET-015',
  name: 'load-balancer-probe-blocked',
  title: 'Load balancer health checks blocked',
  rationale: 'Without health checks the load balancer removes every backend.',
  severity: Severity.MEDIUM,
  match: { subject: 'bundle', within: 'namespace' },
  cel: `
    [objects.filter(policy, policy.kind == 'NetworkPolicy' && 'Ingress' in policy.?spec.?policyTypes.orValue(['Ingress']))].all(policies,
      objects.all(service,
        service.kind != 'Service'
        || service.spec.?type.orValue('') != 'LoadBalancer'
        || policies.all(policy,
          policy.?spec.?podSelector.?matchLabels.orValue({}).exists(key,
            service.spec.?selector[?key].orValue('') != policy.spec.podSelector.matchLabels[key]
          )
        )
        || policies.exists(policy,
          policy.?spec.?ingress.orValue([]).exists(rule,
            rule.?from.orValue([]).size() == 0
            || rule.from.exists(peer, peer.?ipBlock.?cidr.orValue('') in ['100.64.0.0/10', '0.0.0.0/0'])
          )
        )
      )
    )
  `,
  message: 'a load balancer cannot ask whether its pods are healthy: NetworkPolicies close them to 100.64.0.0/10',
  fix: 'let ipBlock 100.64.0.0/10 in at the port of the service, or put a gateway before a ClusterIP Service',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
