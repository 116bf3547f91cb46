import { POD_NETWORK_DOORS } from '../../../effective/doors/pod-network';
import { POD_NETWORK_LABEL_DOORS } from '../../../effective/doors/pod-network-labels';
import { opensNone } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const podNetworkDoors: Rule = {
  id: 'SAI-NET-021',
  name: 'pod-network-by-annotation',
  title: 'Network of the pod changed by annotation or label',
  rationale:
    'ECI, ACS and Terway read annotations and labels of the pod, and what they attach is not subject to NetworkPolicies or to review of Services.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: `
    ${opensNone('annotations', POD_NETWORK_DOORS)}
    && ${opensNone('labels', POD_NETWORK_LABEL_DOORS)}
  `,
  message:
    'an annotation or label gives the pod a public address, another security group, subnet or registry, or takes it to a virtual node, past NetworkPolicies and review',
  fix: 'remove the annotation or label; doors and their sources are in lib/effective/doors/pod-network.ts',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0049'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
