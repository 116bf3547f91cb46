import { Rule } from '../rule';
import { Severity } from '../severity';

export const probeHost: Rule = {
  id: 'SAI-POD-018',
  name: 'probe-host',
  title: 'Probe or lifecycle hook to another host',
  rationale: 'The kubelet sends the request, so that it reaches what the pod cannot.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `[container.?livenessProbe.?httpGet.?host.orValue(''), container.?livenessProbe.?tcpSocket.?host.orValue(''), container.?readinessProbe.?httpGet.?host.orValue(''), container.?readinessProbe.?tcpSocket.?host.orValue(''), container.?startupProbe.?httpGet.?host.orValue(''), container.?startupProbe.?tcpSocket.?host.orValue(''), container.?lifecycle.?postStart.?httpGet.?host.orValue(''), container.?lifecycle.?postStart.?tcpSocket.?host.orValue(''), container.?lifecycle.?preStop.?httpGet.?host.orValue(''), container.?lifecycle.?preStop.?tcpSocket.?host.orValue('')].all(host, host == '')`,
  message: 'a probe or lifecycle hook makes the kubelet call another host',
  fix: 'remove host from httpGet and tcpSocket',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: Host Probes / Lifecycle Hooks'],
    owaspK8s: ['K01'],
  },
};
