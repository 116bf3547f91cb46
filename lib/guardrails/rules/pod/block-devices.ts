import { Rule } from '../rule';
import { Severity } from '../severity';

export const blockDevices: Rule = {
  id: 'SAI-POD-046',
  name: 'raw-block-device',
  title: 'Raw block device in a container',
  rationale:
    'A block device is read and written below the file system: read-only mounts, ownership and checks of the model do not hold for it.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: 'container.?volumeDevices.orValue([]).size() == 0',
  message: 'the container gets a volume as a raw block device',
  fix: 'mount the volume with a file system, readOnly',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0010'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
