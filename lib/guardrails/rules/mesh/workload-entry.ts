import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: istio/api, networking/v1/workload_entry.proto, 2026-07-21. */
export const workloadEntry: Rule = {
  id: 'SAI-MSH-028',
  name: 'workload-outside-cluster',
  title: 'Server outside of the cluster behind a Service',
  rationale:
    'Its address receives requests of the Service that selects its labels, and no policy of the cluster is about it.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['WorkloadEntry', 'WorkloadGroup'] }] },
  cel: `
    !object.?spec.hasValue()
  `,
  message: 'a server outside of the cluster gets an identity of the mesh, and requests with their prompts',
  fix: 'run servers as pods, or accept the risk with the host that is meant',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
