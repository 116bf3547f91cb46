import { Rule } from '../rule';
import { Severity } from '../severity';

export const sysctls: Rule = {
  id: 'SAI-POD-017',
  name: 'unsafe-sysctls',
  title: 'Unsafe sysctls',
  rationale: 'Sysctls outside of the safe set affect other pods and the node.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?securityContext.?sysctls.orValue([]).all(sysctl,
      sysctl.name in ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_notsent_lowat', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem']
    )
  `,
  message: 'pod sets kernel parameters that reach beyond it',
  fix: 'remove the parameters from securityContext.sysctls',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: Sysctls'],
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKPSPForbiddenSysctls',
};
