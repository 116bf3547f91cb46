import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, networking/v1beta1/proxy_config.proto, 2026-07-21. */
export const proxyConfig: Rule = {
  id: 'SAI-MSH-024',
  name: 'proxy-config-overridden',
  title: 'ProxyConfig that changes the proxy',
  rationale:
    'Variables and images of a ProxyConfig hold for every proxy that it selects, and can send it to another control plane.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['ProxyConfig'] }] },
  cel: `
    object.?spec.?environmentVariables.orValue({}).size() == 0
    && object.?spec.?image.?imageType.orValue('') in ['', 'default', 'distroless']
  `,
  message: 'a ProxyConfig sets variables of proxies, or runs an image with a shell',
  fix: 'leave environmentVariables out, and imageType at distroless',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
