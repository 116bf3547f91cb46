import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: envoyproxy/gateway, api/v1alpha1/envoypatchpolicy_types.go and envoyextensionypolicy_types.go. */
export const envoyGatewayCode: Rule = {
  id: 'SAI-NET-030',
  name: 'envoy-gateway-code',
  title: 'Code or patches in proxies of Envoy Gateway',
  rationale: 'A patch can remove any filter of the proxy, and an extension reads and changes every request.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'gateway.envoyproxy.io', kinds: ['EnvoyPatchPolicy', 'EnvoyExtensionPolicy'] }],
  },
  cel: `
    ['jsonPatches', 'wasm', 'lua', 'extProc', 'dynamicModule'].all(field, dyn(object).?spec[?field].orValue([]).size() == 0)
  `,
  message: 'patches or extensions change what proxies of Envoy Gateway do with prompts and answers',
  fix: 'use SecurityPolicy and BackendTrafficPolicy; review the patch or extension by hand and accept the risk with the reason',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
