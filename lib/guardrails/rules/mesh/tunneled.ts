import { Rule } from '../rule';
import { Severity } from '../severity';

export const tunneled: Rule = {
  id: 'SAI-MSH-034',
  name: 'requests-tunneled',
  title: 'Requests tunneled to another host',
  rationale:
    'A tunnel takes what callers send to a Service through it to any host and port, past ServiceEntries and policies about that host.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['DestinationRule'] }] },
  cel: `
    !object.?spec.?trafficPolicy.?tunnel.hasValue()
    && object.?spec.?subsets.orValue([]).all(subset, !subset.?trafficPolicy.?tunnel.hasValue())
  `,
  message: 'a DestinationRule sends requests on to another host by a tunnel',
  fix: 'remove tunnel, and describe the host by a ServiceEntry',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
