import { Rule } from '../rule';
import { Severity } from '../severity';

export const wasmPlugin: Rule = {
  id: 'SAI-MSH-021',
  name: 'wasm-plugin-not-pinned',
  title: 'WasmPlugin not pinned or failing open',
  rationale:
    'A plug-in sees every request in plain text, so that its code needs a digest and its failure has to refuse requests.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'extensions.istio.io', kinds: ['WasmPlugin'] }] },
  cel: `
    (
      (object.?spec.?url.orValue('').startsWith('oci://') && object.?spec.?url.orValue('').contains('@sha256:'))
      || object.?spec.?url.orValue('').startsWith('file://')
      || (object.?spec.?url.orValue('').startsWith('https://') && object.?spec.?sha256.orValue('') != '')
    )
    && object.?spec.?failStrategy.orValue('FAIL_CLOSE') == 'FAIL_CLOSE'
  `,
  message: 'a WasmPlugin runs code in the proxy that no digest fixes, or lets requests through when it fails',
  fix: 'pin spec.url by digest (oci://…@sha256:…), or set spec.sha256, and leave failStrategy at FAIL_CLOSE',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0010'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
