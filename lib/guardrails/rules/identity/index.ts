import { accessKey } from './access-key';
import { accessKeyResource } from './access-key-resource';
import { administratorAccess } from './administrator-access';
import { aggregatedRights } from './aggregated-rights';
import { apiToken } from './api-token';
import { automountPod } from './automount-pod';
import { automountServiceAccount } from './automount-service-account';
import { beyondReads } from './beyond-reads';
import { broadSubjects } from './broad-subjects';
import { clusterAdmin } from './cluster-admin';
import { clusterPermissions } from './cluster-permissions';
import { defaultAccountBound } from './default-account-bound';
import { defaultServiceAccount } from './default-service-account';
import { driverTokens } from './driver-tokens';
import { escalation } from './escalation';
import { exec } from './exec';
import { guardrailWriter } from './guardrail-writer';
import { literalSecret } from './literal-secret';
import { literalSecretAnnotation } from './literal-secret-annotation';
import { literalSecretArguments } from './literal-secret-arguments';
import { literalSecretConfigMap } from './literal-secret-config-map';
import { literalSecretEnv } from './literal-secret-env';
import { literalSecretObjectAnnotation } from './literal-secret-object-annotation';
import { loginWithoutMfa } from './login-without-mfa';
import { podCertificate } from './pod-certificate';
import { podIdentityDoors } from './pod-identity-doors';
import { projectedToken } from './projected-token';
import { providerCredentials } from './provider-credentials';
import { ramMapping } from './ram-mapping';
import { ramWildcard } from './ram-wildcard';
import { roleAnnotation } from './role-annotation';
import { rootByHand } from './root-by-hand';
import { secretAccess } from './secret-access';
import { secretEnv } from './secret-env';
import { secretInManifest } from './secret-in-manifest';
import { secretInState } from './secret-in-state';
import { secretStoreAccessKey } from './secret-store-access-key';
import { ssoAdministrator } from './sso-administrator';
import { stateEncryption } from './state-encryption';
import { terraformLiteralSecret } from './terraform-literal-secret';
import { tokenSecret } from './token-secret';
import { trustAccount } from './trust-account';
import { trustAction } from './trust-action';
import { trustPrincipal } from './trust-principal';
import { trustSubject } from './trust-subject';
import { wildcards } from './wildcards';
import { workloadRights } from './workload-rights';
import { workloadWriter } from './workload-writer';
import { Rule } from '../rule';

export const IDENTITY_RULES: readonly Rule[] = [
  defaultServiceAccount,
  automountPod,
  projectedToken,
  accessKey,
  literalSecretEnv,
  literalSecretArguments,
  literalSecretAnnotation,
  literalSecretObjectAnnotation,
  secretEnv,
  automountServiceAccount,
  roleAnnotation,
  tokenSecret,
  secretInManifest,
  literalSecretConfigMap,
  clusterAdmin,
  broadSubjects,
  defaultAccountBound,
  wildcards,
  secretAccess,
  exec,
  escalation,
  workloadWriter,
  ramWildcard,
  administratorAccess,
  trustSubject,
  trustAction,
  trustPrincipal,
  accessKeyResource,
  secretInState,
  beyondReads,
  guardrailWriter,
  aggregatedRights,
  literalSecret,
  apiToken,
  podIdentityDoors,
  ramMapping,
  clusterPermissions,
  providerCredentials,
  terraformLiteralSecret,
  loginWithoutMfa,
  trustAccount,
  ssoAdministrator,
  stateEncryption,
  workloadRights,
  driverTokens,
  secretStoreAccessKey,
  podCertificate,
  rootByHand,
];
