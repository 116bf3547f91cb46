import { ACCELERATOR_RESOURCE } from '../../../objects/accelerators';
import { LIMITS } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

const RAW = 'rdma|hca|hostdev|vfio|kvm|fuse|/tun|sriov|sr-iov';

/** Interfaces that Terway assigns, and what Kubernetes counts itself. */
const KNOWN = String.raw`^(aliyun|k8s\.aliyun\.com)/(member-)?eni$|(^|\.)kubernetes\.io/`;

export const unknownDevices: Rule = {
  id: 'SAI-GPU-012',
  name: 'unknown-device-resource',
  title: 'Device of the node that is not an accelerator',
  rationale:
    'A device plug-in hands out what its resource stands for: RDMA adapters, FUSE or KVM are memory and file systems of the node, past the network and the mesh.',
  severity: Severity.MEDIUM,
  match: { subject: 'container' },
  cel: `
    ${LIMITS}.all(name,
      !name.contains('/')
      || (name.matches(r'${ACCELERATOR_RESOURCE}') && !name.matches(r'${RAW}'))
      || name.matches(r'${KNOWN}')
    )
  `,
  message: 'a limit asks a device plug-in for a device that is not understood here',
  fix: 'remove the resource, or accept the risk with what the device is and who else can use it',
  acknowledgeable: true,
  frameworks: { owaspK8s: ['K01'], seed: ['Phase 2: Enable sandboxed containers and network isolation'] },
};
