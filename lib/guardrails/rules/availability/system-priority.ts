import { Rule } from '../rule';
import { Severity } from '../severity';

export const systemPriority: Rule = {
  id: 'SAI-AVL-009',
  name: 'system-priority',
  title: 'Pod with the priority of the system',
  rationale:
    'Classes of the system evict what runs the node and the cluster, DNS and detection included, to make room.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `!pod.?spec.?priorityClassName.orValue('').startsWith('system-')`,
  message: 'the pod has a priority class that is meant for the system',
  fix: 'use a PriorityClass of the platform for inference',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'] },
};
