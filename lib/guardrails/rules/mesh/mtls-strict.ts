import { Rule } from '../rule';
import { Severity } from '../severity';

export const mtlsStrict: Rule = {
  id: 'SAI-MSH-004',
  name: 'mtls-not-strict',
  title: 'mTLS not STRICT',
  rationale: 'PERMISSIVE and DISABLE accept callers without a certificate.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'security.istio.io', kinds: ['PeerAuthentication'] }] },
  cel: `
    object.?spec.?mtls.?mode.orValue('UNSET') == 'STRICT'
    && object.?spec.?portLevelMtls.orValue({}).all(port,
      object.spec.portLevelMtls[port].?mode.orValue('UNSET') in ['STRICT', 'UNSET']
    )
  `,
  message: 'mTLS is not strict, so callers without certificate get through',
  fix: 'set spec.mtls.mode: STRICT, and no exception in portLevelMtls',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
