import { Rule } from '../rule';
import { Severity } from '../severity';

export const privileged: Rule = {
  id: 'SAI-POD-001',
  name: 'privileged-container',
  title: 'Privileged container',
  rationale: 'A privileged container has every capability and device of the node, and can take it over.',
  severity: Severity.CRITICAL,
  match: { subject: 'container' },
  cel: '!container.?securityContext.?privileged.orValue(false)',
  message: 'container runs privileged',
  fix: 'remove securityContext.privileged; a privileged container owns the node',
  acknowledgeable: false,
  frameworks: {
    pss: ['baseline: Privileged Containers'],
    nsa: ['C-0057'],
    cis: ['5.2.2'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
  ackPolicy: 'ACKPSPPrivilegedContainer',
};
