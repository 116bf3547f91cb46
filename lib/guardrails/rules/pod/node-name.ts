import { Rule } from '../rule';
import { Severity } from '../severity';

export const nodeName: Rule = {
  id: 'SAI-POD-033',
  name: 'node-name',
  title: 'Pod placed by node name',
  rationale:
    'A pod that names its node skips the scheduler, and with it taints, quotas of devices and other constraints.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: String.raw`pod.spec.?nodeName.orValue('') == ''`,
  message: 'pod names its node, past the scheduler and its taints',
  fix: 'use a nodeSelector or node affinity',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
