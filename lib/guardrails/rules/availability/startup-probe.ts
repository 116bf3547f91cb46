import { WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const startupProbe: Rule = {
  id: 'SAI-AVL-003',
  name: 'startup-probe-missing',
  title: 'Liveness probe without startup probe on a GPU container',
  rationale: 'The kubelet restarts the engine again and again while it loads weights.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    !has(container.livenessProbe)
    || has(container.startupProbe)
    || !${WANTS_GPU}
  `,
  message: 'the liveness probe kills the engine while it loads the model',
  fix: 'add a startupProbe with room for the size of the model',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
