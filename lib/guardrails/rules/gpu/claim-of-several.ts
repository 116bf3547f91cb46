import { Fields, fieldsIn, listIn } from '../../../objects/unknown-fields';
import { ModelRule } from '../rule';
import { Severity } from '../severity';

/** Source: kubernetes.io, "Dynamic Resource Allocation": pods that name one ResourceClaim get the same devices. */
export const claimOfSeveral: ModelRule = {
  id: 'SAI-GPU-014',
  name: 'claim-of-several-pods',
  title: 'Devices of one claim in several pods',
  rationale:
    'Pods that name the same ResourceClaim get the same devices, and memory of a GPU is not cleared between them.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'objects',
    looksAt: 'the ResourceClaims that pods name, and how many pods there are of each',
    inCluster: 'it is about several objects together, and an API server sees one at a time',
  },
  judge: ({ pods }) => {
    const named = pods.flatMap((pod) =>
      claimsOf(pod.running.spec).map((claim) => ({ pod, claim, key: `${pod.namespace}/${claim}` })),
    );
    const uses = new Map<string, number>();
    for (const { key } of named) {
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
    return named.map(({ pod: { object, path }, claim, key }) => {
      const isShared = uses.get(key)! > 1 || !(copies(object) <= 1);
      return { subject: object, path, flaw: isShared ? `claim ${claim} is that of several pods` : undefined };
    });
  },
  message: 'several pods get the devices of one ResourceClaim',
  fix: 'name a ResourceClaimTemplate in resourceClaimTemplateName, which makes a claim for each pod',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM02'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function claimsOf({ resourceClaims }: { readonly resourceClaims?: unknown }): string[] {
  return listIn(resourceClaims).flatMap((claim) => {
    const { resourceClaimName } = fieldsIn(claim);
    return typeof resourceClaimName === 'string' ? [resourceClaimName] : [];
  });
}

function copies(object: Fields): number {
  return Number(fieldsIn(object.spec).replicas ?? 1);
}
