import { demandsSignature, SIGNATURE_POLICIES } from '../../../effective/admission/signatures';
import { groupKindOf } from '../../../objects/pods';
import { fieldsIn, listIn } from '../../../objects/unknown-fields';
import { wantsAccelerator } from '../../../objects/wants-accelerator';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

export const signaturePolicy: ModelRule = {
  id: 'SAI-IMG-007',
  name: 'image-signature-policy-missing',
  title: 'No policy that requires signed images',
  rationale: 'Without signature verification at admission, whoever can push to the registry can run code on GPU nodes.',
  severity: Severity.LOW,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'images of pods with GPUs, and all policies that verify signatures, by the images that each is for',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ objects, pods }) => {
    const policies = objects.filter((object) => SIGNATURE_POLICIES.includes(groupKindOf(object)));
    return pods
      .filter(({ running }) => wantsAccelerator(running))
      .map(({ object: subject, path, running }) => {
        const unsigned = imagesOf(running.spec.containers).find(
          (image) => !policies.some((policy) => demandsSignature(policy, image)),
        );
        return {
          subject,
          path,
          flaw: unsigned === undefined ? undefined : `no policy verifies ${unsigned || 'its image'}`,
        };
      });
  },
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

/** An operator that writes the containers chooses the image: only a policy for every image is one for it. */
function imagesOf(containers: unknown): string[] {
  const images = listIn(containers).flatMap((container) => {
    const { image } = fieldsIn(container);
    return typeof image === 'string' ? [image] : [];
  });
  return images.length > 0 ? images : [''];
}
