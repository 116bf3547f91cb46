import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, telemetry/v1/telemetry.proto, 2026-07-21. */
export const meshTelemetry: Rule = {
  id: 'SAI-AUD-012',
  name: 'mesh-telemetry-blind',
  title: 'Telemetry without access log, or with credentials',
  rationale:
    'Without an access log nobody knows who called a model; a tag of a header copies credentials of callers to the tracing back end.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'telemetry.istio.io', kinds: ['Telemetry'] }] },
  cel: `
    object.?spec.?accessLogging.orValue([]).all(each, !each.?disabled.orValue(false))
    && object.?spec.?tracing.orValue([]).all(each, each.?customTags.orValue({}).all(tag,
      !(each.customTags[tag].?header.?name.orValue('').lowerAscii() in ['authorization', 'cookie', 'x-api-key', 'proxy-authorization'])
    ))
  `,
  message: 'a Telemetry switches the access log off, or sends credentials of callers with traces',
  fix: 'leave accessLogging on, and tag no header that holds credentials',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K09'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
