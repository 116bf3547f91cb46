import { Rule } from '../rule';
import { Severity } from '../severity';

export const hostPort: Rule = {
  id: 'SAI-POD-012',
  name: 'host-port',
  title: 'hostPort',
  rationale: 'A host port bypasses the mesh and the NetworkPolicies of the pod on many network plug-ins.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: 'container.?ports.orValue([]).all(port, port.?hostPort.orValue(0) == 0)',
  message: 'container listens on a port of the node',
  fix: 'remove hostPort and expose the pod by a Service',
  acknowledgeable: true,
  frameworks: {
    pss: ['baseline: Host Ports'],
    nsa: ['C-0044'],
    cis: ['5.2.12'],
    owaspK8s: ['K01'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
  ackPolicy: 'ACKPSPHostNetworkingPorts',
};
