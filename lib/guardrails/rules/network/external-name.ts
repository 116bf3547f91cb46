import { Rule } from '../rule';
import { Severity } from '../severity';

export const externalName: Rule = {
  id: 'SAI-NET-009',
  name: 'external-name',
  title: 'ExternalName Service',
  rationale: 'The alias points to a host that no policy checks, and that DNS can change.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Service'] }] },
  cel: `object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'LoadBalancer', 'NodePort']`,
  message: 'service is an alias of a host that no policy checks',
  fix: 'use a ServiceEntry of the mesh, or name the host where it is used',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
  },
};
