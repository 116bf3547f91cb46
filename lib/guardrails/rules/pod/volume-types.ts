import { Rule } from '../rule';
import { Severity } from '../severity';

export const volumeTypes: Rule = {
  id: 'SAI-POD-020',
  name: 'volume-type',
  title: 'Volume type that reaches node or network directly',
  rationale:
    'Volume types outside of the restricted set reach storage without a StorageClass or CSI driver that checks access.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    pod.spec.?volumes.orValue([]).all(volume,
      has(volume.configMap)
      || has(volume.csi)
      || has(volume.downwardAPI)
      || has(volume.emptyDir)
      || has(volume.ephemeral)
      || has(volume.image)
      || has(volume.persistentVolumeClaim)
      || has(volume.projected)
      || has(volume.secret)
    )
  `,
  message: 'pod uses a volume type that reaches node or network directly',
  fix: 'use configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected or secret',
  acknowledgeable: true,
  frameworks: {
    pss: ['restricted: Volume Types'],
    owaspK8s: ['K01'],
  },
  ackPolicy: 'ACKPSPVolumeTypes',
};
