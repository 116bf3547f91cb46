import { Rule } from '../rule';
import { Severity } from '../severity';

export const driverCapabilities: Rule = {
  id: 'SAI-GPU-002',
  name: 'driver-capabilities',
  title: 'Excess NVIDIA driver capabilities',
  rationale: 'Each capability mounts more of the driver into the container.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?env.orValue([]).all(variable,
      variable.name != 'NVIDIA_DRIVER_CAPABILITIES'
      || variable.?value.orValue('all').matches(r'^(compute|utility|video)(,(compute|utility|video))*$')
    )
  `,
  message: 'more parts of the GPU driver are mounted than inference needs',
  fix: 'set NVIDIA_DRIVER_CAPABILITIES=compute,utility',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
