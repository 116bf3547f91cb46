import { Rule } from '../rule';
import { Severity } from '../severity';

export const outboundAny: Rule = {
  id: 'SAI-MSH-008',
  name: 'outbound-any',
  title: 'Sidecar forwards to any destination',
  rationale: 'A compromised server can send prompts and weights anywhere through the proxy.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['Sidecar'] }] },
  cel: `object.?spec.?outboundTrafficPolicy.?mode.orValue('REGISTRY_ONLY') == 'REGISTRY_ONLY'`,
  message: 'the proxy forwards to hosts that the mesh does not know',
  fix: 'set outboundTrafficPolicy.mode: REGISTRY_ONLY',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
