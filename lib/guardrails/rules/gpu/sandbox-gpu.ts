import { POD_WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const sandboxGpu: Rule = {
  id: 'SAI-GPU-005',
  name: 'gpu-in-runv',
  title: 'GPU requested in a runV sandbox',
  rationale: "ACK's sandboxed container has no supported way to a GPU, so the pod does not start.",
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?runtimeClassName.orValue('') != 'runv'
    || !${POD_WANTS_GPU}
  `,
  message: 'a GPU is requested in a runV sandbox, which has no supported path to it',
  fix: 'use ACS GPU pods, Kata with VFIO or a node pool of its own',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
