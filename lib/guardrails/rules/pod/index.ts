import { agentsOfNode } from './agents-of-node';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { apparmor } from './apparmor';
import { apparmorProfile } from './apparmor-profile';
import { blockDevices } from './block-devices';
import { capabilitiesAdded } from './capabilities-added';
import { capabilitiesDropped } from './capabilities-dropped';
import { certificatesNotVerified } from './certificates-not-verified';
import { dnsServers } from './dns-servers';
import { emptyDirSize } from './empty-dir-size';
import { hookCommands } from './hook-commands';
import { hostAliases } from './host-aliases';
import { hostNamespaces } from './host-namespaces';
import { hostPath } from './host-path';
import { hostPort } from './host-port';
import { injectedContainers } from './injected-containers';
import { logShipping } from './log-shipping';
import { movedToVirtualNodes } from './moved-to-virtual-nodes';
import { nodeName } from './node-name';
import { numericUser } from './numeric-user';
import { persistentVolumeHostPath } from './persistent-volume-host-path';
import { privileged } from './privileged';
import { probeHost } from './probe-host';
import { procMount } from './proc-mount';
import { readOnlyRoot } from './read-only-root';
import { repeatedVariable } from './repeated-variable';
import { rootGroup } from './root-group';
import { rootInUserNamespace } from './root-in-user-namespace';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUserRoot } from './run-as-user-root';
import { runningPodsChanged } from './running-pods-changed';
import { runtimeSocket } from './runtime-socket';
import { seccompForInjected } from './seccomp-for-injected';
import { seccompMissing } from './seccomp-missing';
import { seccompUnconfined } from './seccomp-unconfined';
import { selinux } from './selinux';
import { serviceLinks } from './service-links';
import { shareProcessNamespace } from './share-process-namespace';
import { supplementalGroups } from './supplemental-groups';
import { sysctls } from './sysctls';
import { terminationMessage } from './termination-message';
import { volumeTypes } from './volume-types';
import { windowsHostProcess } from './windows-host-process';
import { Rule } from '../rule';
import { inlineCsi } from './inline-csi';
import { sandboxAnnotations } from './sandbox-annotations';
import { systemPaths } from './system-paths';

export const POD_RULES: readonly Rule[] = [
  privileged,
  allowPrivilegeEscalation,
  capabilitiesAdded,
  capabilitiesDropped,
  runAsNonRoot,
  runAsUserRoot,
  seccompUnconfined,
  seccompMissing,
  hostNamespaces,
  hostPath,
  runtimeSocket,
  hostPort,
  apparmor,
  apparmorProfile,
  selinux,
  procMount,
  sysctls,
  probeHost,
  windowsHostProcess,
  volumeTypes,
  readOnlyRoot,
  emptyDirSize,
  serviceLinks,
  shareProcessNamespace,
  numericUser,
  rootInUserNamespace,
  seccompForInjected,
  supplementalGroups,
  persistentVolumeHostPath,
  repeatedVariable,
  inlineCsi,
  sandboxAnnotations,
  nodeName,
  injectedContainers,
  logShipping,
  rootGroup,
  runningPodsChanged,
  agentsOfNode,
  movedToVirtualNodes,
  hostAliases,
  dnsServers,
  hookCommands,
  systemPaths,
  certificatesNotVerified,
  terminationMessage,
  blockDevices,
];
