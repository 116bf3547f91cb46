import { GPU_VARIABLE_DOORS } from '../../../effective/doors/gpu-variables';
import { Rule } from '../rule';
import { Severity } from '../severity';

const CONDITIONS = GPU_VARIABLE_DOORS.map(({ key, isPrefix, shut }) => {
  const isAnother = isPrefix ? `!variable.name.startsWith('${key}')` : `variable.name != '${key}'`;
  const values = shut?.map((value) => `'${value}'`).join(', ');
  return values === undefined
    ? isAnother
    : `(${isAnother} || (!has(variable.valueFrom) && variable.?value.orValue('') in [${values}]))`;
});

export const gpuVariables: Rule = {
  id: 'SAI-GPU-010',
  name: 'gpu-isolation-variable',
  title: 'Variable that undoes the isolation of GPUs',
  rationale: 'Device plug-ins set these variables; written by hand they take another share, or switch its limit off.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `container.?env.orValue([]).all(variable, ${CONDITIONS.join(' && ')})`,
  message: 'a variable takes more of a GPU, or of devices beside it, than the scheduler gave',
  fix: 'remove the variable; the device plug-in sets what the scheduler decided',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
