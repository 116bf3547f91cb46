import { Rule } from '../rule';
import { Severity } from '../severity';

export const hostNamespaces: Rule = {
  id: 'SAI-POD-009',
  name: 'host-namespaces',
  title: 'Host namespaces shared',
  rationale: 'A pod in the namespaces of the host sees its processes and network, metadata service included.',
  severity: Severity.CRITICAL,
  match: { subject: 'pod' },
  cel: `
    !pod.spec.?hostNetwork.orValue(false)
    && !pod.spec.?hostPID.orValue(false)
    && !pod.spec.?hostIPC.orValue(false)
  `,
  message: 'pod shares the network, the processes or the memory of the node',
  fix: 'remove hostNetwork, hostPID and hostIPC; shared memory is an emptyDir of medium Memory at /dev/shm',
  acknowledgeable: false,
  frameworks: {
    pss: ['baseline: Host Namespaces'],
    nsa: ['C-0038', 'C-0041'],
    cis: ['5.2.3', '5.2.4', '5.2.5'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
  ackPolicy: 'ACKPSPHostNamespace',
};
