import { Rule } from '../rule';
import { Severity } from '../severity';

export const visibleDevices: Rule = {
  id: 'SAI-GPU-001',
  name: 'visible-devices',
  title: 'GPUs selected by environment variable',
  rationale: 'NVIDIA_VISIBLE_DEVICES gives access to GPUs that the scheduler did not assign.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    !container.?env.orValue([]).exists(variable,
      variable.name == 'NVIDIA_VISIBLE_DEVICES'
      && (has(variable.valueFrom) || !(variable.?value.orValue('') in ['', 'void', 'none']))
    )
  `,
  message: 'NVIDIA_VISIBLE_DEVICES reaches past the GPUs that were scheduled',
  fix: 'remove the variable and request nvidia.com/gpu',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0034'],
    seed: ['Security risks: Risk of computing resource abuse'],
  },
};
