import { bucketAcl } from './bucket-acl';
import { bucketBlockMissing } from './bucket-block-missing';
import { bucketCors } from './bucket-cors';
import { bucketEncryption } from './bucket-encryption';
import { bucketLogMissing } from './bucket-log-missing';
import { bucketPolicy } from './bucket-policy';
import { bucketPublicAccess } from './bucket-public-access';
import { bucketTls } from './bucket-tls';
import { bucketTlsMissing } from './bucket-tls-missing';
import { bucketVersioning } from './bucket-versioning';
import { bucketVersioningMissing } from './bucket-versioning-missing';
import { csiAttributes } from './csi-attributes';
import { csiBreadth } from './csi-breadth';
import { fluidDataset } from './fluid-dataset';
import { hubToken } from './hub-token';
import { importPaths } from './import-paths';
import { inlineVolumeKeys } from './inline-volume-keys';
import { insecureSerialization } from './insecure-serialization';
import { keyDeletion } from './key-deletion';
import { keyPolicy } from './key-policy';
import { keyRotation } from './key-rotation';
import { loadFormat } from './load-format';
import { modelSignature } from './model-signature';
import { offline } from './offline';
import { plugins } from './plugins';
import { readOnlyModel } from './read-only-model';
import { revision } from './revision';
import { sglangPickleIpc } from './sglang-pickle-ipc';
import { sharedCompileCache } from './shared-compile-cache';
import { trustRemoteCode } from './trust-remote-code';
import { validationOverrides } from './validation-overrides';
import { Rule } from '../rule';

export const MODEL_RULES: readonly Rule[] = [
  trustRemoteCode,
  loadFormat,
  insecureSerialization,
  sglangPickleIpc,
  importPaths,
  plugins,
  offline,
  hubToken,
  readOnlyModel,
  sharedCompileCache,
  revision,
  validationOverrides,
  bucketAcl,
  bucketPublicAccess,
  bucketPolicy,
  bucketTls,
  bucketVersioning,
  keyDeletion,
  keyRotation,
  bucketEncryption,
  bucketBlockMissing,
  modelSignature,
  bucketVersioningMissing,
  bucketTlsMissing,
  bucketLogMissing,
  bucketCors,
  keyPolicy,
  csiAttributes,
  csiBreadth,
  fluidDataset,
  inlineVolumeKeys,
];
