import { Rule } from '../rule';
import { Severity } from '../severity';

export const automountServiceAccount: Rule = {
  id: 'SAI-IDN-009',
  name: 'automount-token-service-account',
  title: 'Service account mounts its token',
  rationale: 'Every pod of the account gets a token of the Kubernetes API, whether it needs it or not.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['ServiceAccount'] }] },
  cel: 'object.?automountServiceAccountToken.orValue(true) == false',
  message: 'pods of this service account get a token of the Kubernetes API',
  fix: 'set automountServiceAccountToken: false on the ServiceAccount',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0034'],
    cis: ['5.1.6'],
    owaspK8s: ['K02'],
    atlas: ['AML.T0055'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
  ackPolicy: 'ACKBlockAutomountToken',
};
