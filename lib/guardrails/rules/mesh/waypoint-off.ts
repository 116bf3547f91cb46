import { Rule } from '../rule';
import { Severity } from '../severity';

export const waypointOff: Rule = {
  id: 'SAI-MSH-032',
  name: 'waypoint-opt-out',
  title: 'Waypoint switched off by label',
  rationale:
    'In ambient mode only a waypoint reads requests: without it, policies about methods, paths and tokens do not hold, and targetRefs attach to nothing.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Namespace', 'Service'] }] },
  cel: `!object.?metadata.?labels[?'istio.io/use-waypoint'].orValue('').matches('^none$')`,
  message: 'istio.io/use-waypoint: none takes the proxy that authorizes requests away',
  fix: 'name the waypoint, or leave the label out',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
