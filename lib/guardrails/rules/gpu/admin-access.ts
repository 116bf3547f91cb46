import { Rule } from '../rule';
import { Severity } from '../severity';

/** Requests of v1 are in `exactly` or `firstAvailable`, older ones are as they are. The API server stores none as null. */
const NONE = (spec: string) => `
    [dyn(${spec}.?devices.?requests.orValue([]))].all(requests, requests == null || requests.all(request,
      !request.?adminAccess.orValue(false) && !request.?exactly.?adminAccess.orValue(false)
    ))`;

export const adminAccess: Rule = {
  id: 'SAI-GPU-011',
  name: 'device-admin-access',
  title: 'Claim with administrative access to devices',
  rationale: 'Such a claim takes devices that are in use by others, past their allocation.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [{ group: 'resource.k8s.io', kinds: ['ResourceClaim', 'ResourceClaimTemplate'] }],
  },
  cel: `object.kind == 'ResourceClaimTemplate' ? (${NONE('object.?spec.?spec')}) : (${NONE('object.?spec')})`,
  message: 'a claim has adminAccess, and so devices of others',
  fix: 'remove adminAccess; monitoring belongs to a DaemonSet of the platform in a namespace of its own',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
