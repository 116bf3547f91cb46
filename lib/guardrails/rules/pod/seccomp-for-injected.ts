import { Rule } from '../rule';
import { Severity } from '../severity';

export const seccompForInjected: Rule = {
  id: 'SAI-POD-027',
  name: 'seccomp-for-injected-containers',
  title: 'Seccomp profile missing for injected containers',
  rationale:
    'An injected proxy inherits the profile of the pod only, and restricted namespaces refuse a pod without one.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.?metadata.?labels[?'sidecar.istio.io/inject'].orValue('') != 'true'
    || pod.spec.?securityContext.?seccompProfile.?type.orValue('') in ['RuntimeDefault', 'Localhost']
  `,
  message: 'the injected proxy gets no seccomp profile, and a restricted namespace refuses the pod',
  fix: 'set seccompProfile in the securityContext of the pod, not only of its containers',
  autofix: {
    of: 'pod',
    path: ['securityContext', 'seccompProfile', 'type'],
    value: 'RuntimeDefault',
    doubts: [],
  },
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
