import { Rule } from '../rule';
import { Severity } from '../severity';

export const probeRewrite: Rule = {
  id: 'SAI-MSH-003',
  name: 'probe-rewrite-disabled',
  title: 'Probe rewrite disabled',
  rationale: 'Strict mTLS refuses probes of the kubelet, so that pods never become ready.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `pod.?metadata.?annotations[?'sidecar.istio.io/rewriteAppHTTPProbers'].orValue('true') == 'true'`,
  message: 'probes are not rewritten, so strict mTLS refuses the kubelet',
  fix: 'remove the annotation, or set it to "true"',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
