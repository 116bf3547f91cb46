import { Rule } from '../rule';
import { Severity } from '../severity';

export const persistentVolumeHostPath: Rule = {
  id: 'SAI-POD-029',
  name: 'persistent-volume-host-path',
  title: 'PersistentVolume on a node directory',
  rationale: 'A hostPath or local volume reads or changes files of the node.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['PersistentVolume'] }] },
  cel: `
    !has(object.spec.hostPath)
    && !object.?spec.?local.hasValue()
    && !(object.?spec.?csi.?driver.orValue('') in ['hostpath.csi.k8s.io', 'localplugin.csi.alibabacloud.com'])
  `,
  message: 'persistent volume is a directory of the node',
  fix: 'use a CSI driver, for example disk or OSS',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.2.11'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
  },
};
