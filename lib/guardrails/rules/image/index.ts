import { digest } from './digest';
import { imageVolume } from './image-volume';
import { imageVolumeRegistry } from './image-volume-registry';
import { pulledToNodes } from './pulled-to-nodes';
import { registry } from './registry';
import { shell } from './shell';
import { signaturePolicy } from './signature-policy';
import { versionLabel } from './version-label';
import { Rule } from '../rule';

export const IMAGE_RULES: readonly Rule[] = [
  digest,
  registry,
  shell,
  imageVolume,
  imageVolumeRegistry,
  versionLabel,
  signaturePolicy,
  pulledToNodes,
];
