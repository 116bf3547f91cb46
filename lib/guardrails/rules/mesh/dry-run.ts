import { Rule } from '../rule';
import { Severity } from '../severity';

export const dryRun: Rule = {
  id: 'SAI-MSH-022',
  name: 'authorization-policy-dry-run',
  title: 'AuthorizationPolicy in dry run',
  rationale: 'A policy with istio.io/dry-run is logged and allows everything.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'security.istio.io', kinds: ['AuthorizationPolicy'] }] },
  cel: `
    object.?metadata.?annotations[?'istio.io/dry-run'].orValue('false') == 'false'
  `,
  message: 'an AuthorizationPolicy is logged, not enforced',
  fix: 'remove the annotation istio.io/dry-run',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
