import { Rule } from '../rule';
import { Severity } from '../severity';

export const supplementalGroups: Rule = {
  id: 'SAI-POD-028',
  name: 'supplemental-groups-of-image',
  title: 'Supplementary groups of the image added',
  rationale: 'Groups that the image declares give access to files that the manifest does not show.',
  severity: Severity.LOW,
  match: { subject: 'pod' },
  cel: `pod.spec.?securityContext.?supplementalGroupsPolicy.orValue('Merge') == 'Strict'`,
  message: 'groups of the image are added to the process',
  fix: 'set securityContext.supplementalGroupsPolicy: Strict (Kubernetes 1.33 or newer)',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
