import { POD_IDENTITY_DOORS } from '../../../effective/doors/pod-identity';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const podIdentityDoors: Rule = {
  id: 'SAI-IDN-035',
  name: 'pod-identity-by-annotation',
  title: 'Identity of the pod changed by annotation',
  rationale:
    'A RAM role of the instance is handed to every container by the metadata service, past the service account.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    ${opensNone('annotations', POD_IDENTITY_DOORS)}
  `,
  message: 'an annotation gives the pod a RAM role, or other variables, past its service account',
  fix: 'use RRSA with a role of its own for the service account; doors are in lib/effective/doors/pod-identity.ts',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K02', 'K08'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
