import { Rule } from '../../rule';
import { Severity } from '../../severity';

export const readinessProbe: Rule = {
  id: 'SAI-AVL-004',
  title: 'Traffic before it is ready',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    variables.podSpec.?restartPolicy.orValue('Always') != 'Always'
    || variables.podSpec.containers.exists(container, has(container.readinessProbe))
    || !variables.podSpec.containers.exists(container,
      container.?resources.?limits.orValue({}).exists(name,
        name.startsWith('nvidia.com/') || name.startsWith('aliyun.com/gpu')
      )
    )
  `,
  message: 'a GPU server has no readiness probe, so requests arrive while it loads',
  fix: 'add a readinessProbe, for vLLM on /health',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKRequiredProbes',
};
