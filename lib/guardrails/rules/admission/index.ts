import { allowlistWide } from './allowlist-wide';
import { apiServerTrusts } from './api-server-trusts';
import { bindingLeavesOut } from './binding-leaves-out';
import { cloudKindUnknown } from './cloud-kind-unknown';
import { conversionWebhook } from './conversion-webhook';
import { defaultNamespace } from './default-namespace';
import { gatekeeperEnforcement } from './gatekeeper-enforcement';
import { imagePolicyWarns } from './image-policy-warns';
import { imageValidationAllows } from './image-validation-allows';
import { kyvernoAudits } from './kyverno-audits';
import { noAdmissionPolicy } from './no-admission-policy';
import { objectsDeleted } from './objects-deleted';
import { podSecurity } from './pod-security';
import { podSecurityVersion } from './pod-security-version';
import { podsMutated } from './pods-mutated';
import { podsPatched } from './pods-patched';
import { policyException } from './policy-exception';
import { policyExemption } from './policy-exemption';
import { policyFailsOpen } from './policy-fails-open';
import { policyLeavesOut } from './policy-leaves-out';
import { policyOnlyAudits } from './policy-only-audits';
import { policySkipsUsers } from './policy-skips-users';
import { ratifyAllows } from './ratify-allows';
import { terraformTokenContainer } from './terraform-token-container';
import { terraformTokenData } from './terraform-token-data';
import { terraformTokenObject } from './terraform-token-object';
import { terraformTokenPod } from './terraform-token-pod';
import { webhookFailsOpen } from './webhook-fails-open';
import { webhookLeavesOut } from './webhook-leaves-out';
import { webhookOutside } from './webhook-outside';
import { Rule } from '../rule';

export const ADMISSION_RULES: readonly Rule[] = [
  podSecurity,
  policyExemption,
  policyFailsOpen,
  policyOnlyAudits,
  webhookFailsOpen,
  imagePolicyWarns,
  defaultNamespace,
  noAdmissionPolicy,
  terraformTokenContainer,
  terraformTokenPod,
  terraformTokenObject,
  terraformTokenData,
  imageValidationAllows,
  ratifyAllows,
  allowlistWide,
  kyvernoAudits,
  webhookLeavesOut,
  bindingLeavesOut,
  podsMutated,
  policyException,
  gatekeeperEnforcement,
  apiServerTrusts,
  podsPatched,
  podSecurityVersion,
  conversionWebhook,
  webhookOutside,
  policySkipsUsers,
  cloudKindUnknown,
  policyLeavesOut,
  objectsDeleted,
];
