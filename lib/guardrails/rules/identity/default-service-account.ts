import { Rule } from '../rule';
import { Severity } from '../severity';

export const defaultServiceAccount: Rule = {
  id: 'SAI-IDN-001',
  name: 'default-service-account',
  title: 'Pod uses the default service account',
  rationale: 'Rights that are bound to the default account hold for every pod that names none.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `!(pod.spec.?serviceAccountName.orValue('default') in ['', 'default'])`,
  message: 'pod runs as the service account default, which others share',
  fix: 'create a ServiceAccount for this workload and set serviceAccountName',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.5'],
    owaspK8s: ['K02'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
