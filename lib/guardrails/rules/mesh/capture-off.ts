import { Rule } from '../rule';
import { Severity } from '../severity';

export const captureOff: Rule = {
  id: 'SAI-MSH-020',
  name: 'sidecar-capture-off',
  title: 'Sidecar without capture or mTLS',
  rationale: 'Listeners that are not captured bypass mTLS and authorization, although the pod has a proxy.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['Sidecar'] }] },
  cel: `
    object.?spec.?ingress.orValue([]).all(listener,
      listener.?captureMode.orValue('DEFAULT') != 'NONE' && listener.?tls.?mode.orValue('ISTIO_MUTUAL') in ['ISTIO_MUTUAL', 'MUTUAL']
    )
    && object.?spec.?egress.orValue([]).all(listener, listener.?captureMode.orValue('DEFAULT') != 'NONE')
  `,
  message: 'a Sidecar takes listeners out of the redirection to the proxy, or its mTLS away',
  fix: 'remove captureMode: NONE, and tls of listeners other than ISTIO_MUTUAL',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
