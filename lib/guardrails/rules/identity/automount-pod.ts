import { NAMED_ACCOUNT } from '../autofix';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const automountPod: Rule = {
  id: 'SAI-IDN-002',
  name: 'automount-token-pod',
  title: 'API token mounted into the pod',
  rationale: 'A token that the workload does not need can be stolen and used against the API server.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: 'pod.spec.?automountServiceAccountToken.orValue(true) == false',
  message: 'a token of the Kubernetes API is mounted',
  fix: 'set automountServiceAccountToken: false; mount a projected token where it is needed',
  autofix: {
    of: 'pod',
    path: ['automountServiceAccountToken'],
    value: false,
    doubts: [NAMED_ACCOUNT],
  },
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
