import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: envoyproxy/gateway, api/v1alpha1/securitypolicy_types.go and clienttrafficpolicy_types.go. */
export const envoyGatewaySecurity: Rule = {
  id: 'SAI-NET-031',
  name: 'envoy-gateway-lets-through',
  title: 'Policies of Envoy Gateway that let callers through',
  rationale:
    'A policy that is attached to a route looks like a control, also where its default, its failure or its TLS version lets any caller through.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'gateway.envoyproxy.io', kinds: ['SecurityPolicy', 'ClientTrafficPolicy'] }],
  },
  cel: `
    !object.?spec.?extAuth.?failOpen.orValue(false)
    && object.?spec.?authorization.?defaultAction.orValue('Deny') == 'Deny'
    && object.?spec.?cors.?allowOrigins.orValue([]).all(origin, origin != '*')
    && !(object.?spec.?tls.?minVersion.orValue('Auto') in ['1.0', '1.1'])
  `,
  message: 'a policy of Envoy Gateway lets callers through by default, on failure, from any origin or with old TLS',
  fix: 'set authorization.defaultAction: Deny, extAuth.failOpen: false, named origins and tls.minVersion 1.2 or newer',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
