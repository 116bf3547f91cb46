import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: envoyproxy/gateway, api/v1alpha1/envoyproxy_types.go; kubernetes/cloud-provider-alibaba-cloud, annotation.go, 2026-04-10. */
export const envoyProxy: Rule = {
  id: 'SAI-NET-029',
  name: 'envoy-proxy-public',
  title: 'Proxies of Envoy Gateway public or with a bootstrap of their own',
  rationale:
    'Envoy Gateway makes a Service of type LoadBalancer for each Gateway, which is public on ACK unless an annotation says intranet.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'gateway.envoyproxy.io', kinds: ['EnvoyProxy'] }] },
  cel: `
    !object.?spec.?bootstrap.hasValue()
    && (
      object.?spec.?provider.?type.orValue('Kubernetes') != 'Kubernetes'
      || object.?spec.?provider.?kubernetes.?envoyService.?type.orValue('LoadBalancer') == 'ClusterIP'
      || (
        object.?spec.?provider.?kubernetes.?envoyService.?type.orValue('LoadBalancer') == 'LoadBalancer'
        && object.?spec.?provider.?kubernetes.?envoyService.?annotations[?'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type'].orValue('internet') == 'intranet'
      )
    )
  `,
  message:
    'proxies of Envoy Gateway are on the Internet or on ports of nodes, or start with a configuration that no Gateway describes',
  fix: 'set envoyService.type: ClusterIP, or the annotation address-type: intranet, and leave bootstrap out',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
