import { adminAccess } from './admin-access';
import { claimOfSeveral } from './claim-of-several';
import { claimShares } from './claim-shares';
import { driverCapabilities } from './driver-capabilities';
import { gpuVariables } from './gpu-variables';
import { hookPaths } from './hook-paths';
import { libraryInjection } from './library-injection';
import { quota } from './quota';
import { sandboxGpu } from './sandbox-gpu';
import { sharedGpu } from './shared-gpu';
import { tolerations } from './tolerations';
import { unknownDevices } from './unknown-devices';
import { userNamespaceGpu } from './user-namespace-gpu';
import { visibleDevices } from './visible-devices';
import { Rule } from '../rule';

export const GPU_RULES: readonly Rule[] = [
  visibleDevices,
  driverCapabilities,
  libraryInjection,
  sharedGpu,
  sandboxGpu,
  userNamespaceGpu,
  hookPaths,
  tolerations,
  quota,
  gpuVariables,
  adminAccess,
  unknownDevices,
  claimShares,
  claimOfSeveral,
];
