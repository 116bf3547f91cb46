import { Rule } from '../rule';
import { Severity } from '../severity';

export const selinux: Rule = {
  id: 'SAI-POD-015',
  name: 'selinux-options',
  title: 'SELinux type, user or role changed',
  rationale: 'A custom SELinux type can lift the confinement of the container.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    container.?securityContext.?seLinuxOptions.?type.orValue('') in ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']
    && container.?securityContext.?seLinuxOptions.?user.orValue('') == ''
    && container.?securityContext.?seLinuxOptions.?role.orValue('') == ''
    && pod.spec.?securityContext.?seLinuxOptions.?type.orValue('') in ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']
    && pod.spec.?securityContext.?seLinuxOptions.?user.orValue('') == ''
    && pod.spec.?securityContext.?seLinuxOptions.?role.orValue('') == ''
  `,
  message: 'SELinux type, user or role is changed',
  fix: 'remove seLinuxOptions, or keep only level',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: SELinux'],
    nsa: ['C-0055'],
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKPSPSELinuxV2',
};
