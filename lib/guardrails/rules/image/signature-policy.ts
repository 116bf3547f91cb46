import { POD_WANTS_GPU } from '../accelerators';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const signaturePolicy: Rule = {
  id: 'SAI-IMG-007',
  name: 'image-signature-policy-missing',
  title: 'No policy that requires signed images',
  rationale: 'Without signature verification at admission, whoever can push to the registry can run code on GPU nodes.',
  severity: Severity.LOW,
  match: { subject: 'bundle', within: 'all' },
  cel: `
    !pods.exists(pod, ${POD_WANTS_GPU})
    || objects.exists(policy,
      policy.kind in ['ClusterImagePolicy', 'GenericAttestationPolicy', 'ImageValidatingPolicy', 'RatifyVerification']
      || (policy.kind == 'ClusterPolicy' && policy.?spec.?rules.orValue([]).exists(rule, has(rule.verifyImages)))
    )
  `,
  message: 'nothing in these manifests demands signed images for GPU workloads',
  fix: 'add ImageVerification.kritis(...), .ratify(...), .policyController(...) or .kyverno(...); acknowledge where the platform has one',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.5.1'],
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.M0013'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
