import { isForeignHost } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** Without settings the mesh chooses mutual TLS; settings without a mode say DISABLE, the first of the enumeration. */
const VERIFIED = (at: string) =>
  `(!${at}.?tls.hasValue() || (!${at}.?tls.?insecureSkipVerify.orValue(false) && (${at}.?tls.?mode.orValue('DISABLE') in ['ISTIO_MUTUAL', 'MUTUAL'] ` +
  `|| (${at}.?tls.?mode.orValue('') == 'SIMPLE' && ${isForeignHost("object.?spec.?host.orValue('')")}))))`;

/** What holds for all ports, and what holds for one. */
const SETTINGS = `${VERIFIED('policy')} && policy.?portLevelSettings.orValue([]).all(setting, ${VERIFIED('setting')})`;

export const clientTls: Rule = {
  id: 'SAI-MSH-007',
  name: 'client-without-mtls',
  title: 'DestinationRule without mutual TLS',
  rationale: 'Traffic to the service is sent in clear text, or to an unverified server.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['DestinationRule'] }] },
  cel: `
    [object.?spec.?trafficPolicy.orValue({})].all(policy, ${SETTINGS})
    && object.?spec.?subsets.orValue([]).all(subset, [subset.?trafficPolicy.orValue({})].all(policy, ${SETTINGS}))
  `,
  message: 'clients talk without mTLS, or do not verify the server',
  fix: 'set trafficPolicy.tls.mode: ISTIO_MUTUAL',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
