import { Rule } from '../rule';
import { Severity } from '../severity';

export const driverTokens: Rule = {
  id: 'SAI-IDN-045',
  name: 'csi-driver-tokens',
  title: 'CSI driver that gets tokens of pods',
  rationale:
    'The API server gives the driver a token of the service account of each pod that mounts a volume of it, so that the driver can act as that account.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'storage.k8s.io', kinds: ['CSIDriver'] }] },
  cel: `object.?spec.?tokenRequests.orValue([]).size() == 0`,
  message: 'tokens of service accounts are handed to a CSI driver; an empty audience is that of the API server',
  fix: 'remove tokenRequests, or accept the risk with the audience and the publisher of the driver',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K03'], seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'] },
};
