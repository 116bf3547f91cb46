import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes/cloud-provider-alibaba-cloud, pkg/controller/ingress/alb_controller.go, 2026-04-10. */
export const albPublic: Rule = {
  id: 'SAI-NET-024',
  name: 'alb-public-or-plain',
  title: 'AlbConfig on the Internet or without TLS',
  rationale: 'Every Ingress of a class shares the balancer of its AlbConfig, which is public unless it says otherwise.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'alibabacloud.com', kinds: ['AlbConfig'] }] },
  cel: `
    object.?spec.?config.?addressType.orValue('Internet') == 'Intranet'
    && object.?spec.?config.?id.orValue('') == ''
    && object.?spec.?listeners.orValue([]).all(listener, listener.?protocol.orValue('HTTP') in ['HTTPS', 'QUIC'])
  `,
  message:
    'an AlbConfig puts every Ingress of its class on the Internet, takes over an existing balancer, or listens in clear text',
  fix: 'set spec.config.addressType: Intranet and listeners with protocol HTTPS, and leave spec.config.id out',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
