import { Rule } from '../rule';
import { Severity } from '../severity';

export const nodePort: Rule = {
  id: 'SAI-NET-006',
  name: 'node-port',
  title: 'NodePort Service',
  rationale: 'A node port bypasses the gateway and, on many paths, the mesh.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['Service'] }] },
  cel: `object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'ExternalName', 'LoadBalancer']`,
  message: 'service opens a port on every node, past mesh and gateway',
  fix: 'use type ClusterIP behind a gateway',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
  ackPolicy: 'ACKBlockNodePort',
};
