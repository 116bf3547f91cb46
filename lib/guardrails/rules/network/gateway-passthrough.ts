import { LISTENER_KINDS } from './listener-kinds';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: gateway-api.sigs.k8s.io, "GatewayTLSConfig" and "FrontendTLSValidation". */
export const gatewayPassthrough: Rule = {
  id: 'SAI-NET-041',
  name: 'gateway-passes-tls-on',
  title: 'Gateway listener that passes TLS on, or believes any caller',
  rationale: 'A gateway that does not end TLS neither authenticates nor limits requests.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: LISTENER_KINDS },
  cel: `
    object.?spec.?listeners.orValue([]).all(listener,
      listener.?tls.?mode.orValue('Terminate') == 'Terminate'
      && dyn(listener).?tls.?frontendValidation.?mode.orValue('AllowValidOnly') == 'AllowValidOnly'
    )
    && dyn(object).?spec.?tls.?frontend.?default.?validation.?mode.orValue('AllowValidOnly') == 'AllowValidOnly'
  `,
  message: 'a listener passes TLS on unread, or takes callers whose certificate is not valid',
  fix: 'use tls.mode Terminate with a certificate, and frontend validation in mode AllowValidOnly',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
