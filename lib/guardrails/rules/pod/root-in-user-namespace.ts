import { Rule } from '../rule';
import { Severity } from '../severity';

export const rootInUserNamespace: Rule = {
  id: 'SAI-POD-026',
  name: 'root-in-user-namespace',
  title: 'Root in a user namespace',
  rationale: 'Pod Security Standards allow it since 1.35, but not every runtime and volume maps users.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    pod.spec.?hostUsers.orValue(true)
    || container.?securityContext.?runAsNonRoot.orValue(
      pod.spec.?securityContext.?runAsNonRoot.orValue(false)
    )
  `,
  message: 'container is root inside its user namespace, which the Pod Security Standards let pass since 1.35',
  fix: 'set runAsNonRoot: true as well',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0013'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Configure the pod security context (securityContext)'],
  },
};
