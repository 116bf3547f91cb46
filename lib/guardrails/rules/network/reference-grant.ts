import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: gateway-api.sigs.k8s.io, "ReferenceGrant". */
export const referenceGrant: Rule = {
  id: 'SAI-NET-032',
  name: 'reference-grant-wide',
  title: 'ReferenceGrant for every object of a kind',
  rationale:
    'A grant without a name lets routes and gateways of another namespace use every Service or Secret of this one.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'gateway.networking.k8s.io', kinds: ['ReferenceGrant'] }] },
  cel: `
    object.?spec.?to.orValue([]).all(target, target.?name.orValue('') != '')
  `,
  message: 'another namespace may refer to every object of a kind',
  fix: 'name the one object in spec.to',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0030'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
