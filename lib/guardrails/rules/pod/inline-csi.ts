import { Rule } from '../rule';
import { Severity } from '../severity';

export const inlineCsi: Rule = {
  id: 'SAI-POD-031',
  name: 'inline-csi-driver',
  title: 'Inline CSI volume of an unknown driver',
  rationale:
    'An inline CSI volume is made by a driver on the node with settings that the pod chooses, which may be a hostPath.',
  severity: Severity.HIGH,
  match: { subject: 'pod' },
  cel: String.raw`
    pod.spec.?volumes.orValue([]).all(volume,
      !has(volume.csi)
      || volume.csi.?driver.orValue('') in [
        'secrets-store.csi.k8s.io', 'csi.cert-manager.io', 'csi.spiffe.io', 'ossplugin.csi.alibabacloud.com'
      ]
    )
  `,
  message: 'an inline CSI volume is of a driver that is not known to be safe for pods',
  fix: 'use a persistentVolumeClaim, or accept the risk of a driver that you have reviewed',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    seed: ['Phase 2: Implement Role-Based Access Control (RBAC)'],
  },
};
