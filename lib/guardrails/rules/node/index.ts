import { dataDiskEncryption } from './data-disk-encryption';
import { diskEncryption } from './disk-encryption';
import { elasticAddress } from './elastic-address';
import { gpuSharing } from './gpu-sharing';
import { gpuTaint } from './gpu-taint';
import { hardenedOs } from './hardened-os';
import { insecureRegistries } from './insecure-registries';
import { instancePublicAddress } from './instance-public-address';
import { kubeletReadOnlyPort } from './kubelet-read-only-port';
import { metadataTokens } from './metadata-tokens';
import { password } from './password';
import { publicAddress } from './public-address';
import { registryMirrors } from './registry-mirrors';
import { systemDiskEncryption } from './system-disk-encryption';
import { unsafeSysctls } from './unsafe-sysctls';
import { vulnerabilityFixes } from './vulnerability-fixes';
import { workerRole } from './worker-role';
import { Rule } from '../rule';

export const NODE_RULES: readonly Rule[] = [
  metadataTokens,
  systemDiskEncryption,
  dataDiskEncryption,
  hardenedOs,
  kubeletReadOnlyPort,
  unsafeSysctls,
  password,
  publicAddress,
  gpuSharing,
  gpuTaint,
  workerRole,
  vulnerabilityFixes,
  insecureRegistries,
  instancePublicAddress,
  elasticAddress,
  diskEncryption,
  registryMirrors,
];
