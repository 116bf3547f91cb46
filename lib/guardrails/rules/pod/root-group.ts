import { Rule } from '../rule';
import { Severity } from '../severity';

export const rootGroup: Rule = {
  id: 'SAI-POD-036',
  name: 'root-group',
  title: 'Process in the root group',
  rationale:
    'Files of images and volumes are often writable for group 0, so that a user other than root changes what root owns.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.?spec.?securityContext.?runAsGroup.orValue(1) != 0
    && pod.?spec.?securityContext.?fsGroup.orValue(1) != 0
    && pod.?spec.?securityContext.?supplementalGroups.orValue([]).all(group, group != 0)
    && pod.?spec.?containers.orValue([]).all(container, container.?securityContext.?runAsGroup.orValue(1) != 0)
    && pod.?spec.?initContainers.orValue([]).all(container, container.?securityContext.?runAsGroup.orValue(1) != 0)
  `,
  message: 'the pod, or a container, runs in the root group or owns its volumes by it',
  fix: 'set runAsGroup, fsGroup and supplementalGroups to numbers other than 0',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
};
