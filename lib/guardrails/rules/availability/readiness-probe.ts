import { POD_WANTS_GPU } from '../accelerators';
import { HAS_NO_PORT, IN_GROUP, SERVING_CONTAINERS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const readinessProbe: Rule = {
  id: 'SAI-AVL-004',
  name: 'readiness-probe-missing',
  title: 'Readiness probe missing on a GPU container',
  rationale: 'The Service sends requests while the engine loads weights.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?restartPolicy.orValue('Always') != 'Always'
    || ${SERVING_CONTAINERS}.exists(container, has(container.readinessProbe))
    || !${POD_WANTS_GPU}
    || (${IN_GROUP} && ${HAS_NO_PORT})
  `,
  message: 'a GPU server has no readiness probe, so requests arrive while it loads',
  fix: 'add a readinessProbe, for vLLM on /health',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKRequiredProbes',
};
