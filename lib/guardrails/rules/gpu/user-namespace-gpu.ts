import { POD_WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const userNamespaceGpu: Rule = {
  id: 'SAI-GPU-006',
  name: 'gpu-in-user-namespace',
  title: 'GPU in a user namespace',
  rationale: 'The NVIDIA container toolkit does not support hostUsers: false.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?hostUsers.orValue(true)
    || !${POD_WANTS_GPU}
  `,
  message: 'hostUsers: false is not supported with NVIDIA GPUs',
  fix: 'remove hostUsers and run as a user above 0',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
  },
};
