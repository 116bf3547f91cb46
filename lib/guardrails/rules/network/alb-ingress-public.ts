import { Rule } from '../rule';
import { Severity } from '../severity';

/** Without an AlbConfig, annotations of the balancer itself create one, public by default. Source: alb_controller.go, 2026-04-10. */
export const albIngressPublic: Rule = {
  id: 'SAI-NET-025',
  name: 'alb-ingress-public',
  title: 'Ingress that makes or takes over a public balancer',
  rationale: 'Without an AlbConfig, annotations of an Ingress create a balancer that is public by default.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.k8s.io', kinds: ['Ingress'] }] },
  cel: `
    object.metadata.?annotations.orValue({}).all(key, !key.startsWith('alb.ingress.kubernetes.io/'))
    || (
      object.metadata.?annotations[?'alb.ingress.kubernetes.io/address-type'].orValue('internet') == 'intranet'
      && object.metadata.?annotations[?'alb.ingress.kubernetes.io/id'].orValue('') == ''
      && object.metadata.?annotations[?'alb.ingress.kubernetes.io/force-override-listeners'].orValue('false') == 'false'
    )
    || object.metadata.?annotations.orValue({}).all(key,
      !(key in ['alb.ingress.kubernetes.io/address-type', 'alb.ingress.kubernetes.io/id', 'alb.ingress.kubernetes.io/name', 'alb.ingress.kubernetes.io/vswitch-ids'])
    )
  `,
  message: 'annotations make or take over an Application Load Balancer on the Internet',
  fix: 'use an IngressClass with an AlbConfig of addressType Intranet, or set alb.ingress.kubernetes.io/address-type: intranet',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
