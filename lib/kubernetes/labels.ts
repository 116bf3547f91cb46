/** Prefix of the labels and annotations of this library. */
export const LABEL_PREFIX = 'secure-inference.ack/';

/** Digest of the model that a pod serves. */
export const MODEL_DIGEST = `${LABEL_PREFIX}model-digest`;

/** Digests of the adapters and the draft model of a pod, with commas between them. */
export const FURTHER_MODEL_DIGESTS = `${LABEL_PREFIX}further-model-digests`;

/** Component of the pods that serve a model. */
export const INFERENCE_SERVER = 'inference-server';

/** Who wrote an object. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };

/** Keeps Flux from replacing `${…}` in what an object holds. */
export const NOT_SUBSTITUTED = { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' };

/** Keeps Argo CD and Flux from deleting an object that is in the manifests no more: it is a record. */
export const NOT_PRUNED = {
  'argocd.argoproj.io/sync-options': 'Prune=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/** Pods that get no part of a mesh, whatever their namespace says. */
export const NO_MESH = { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' };

export interface ApplicationLabels {
  readonly name: string;
  readonly instance: string;
  readonly version: string;
  readonly component: string;
}

/** The recommended labels, https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function recommendedLabels(application: ApplicationLabels): Record<string, string> {
  return {
    'app.kubernetes.io/name': application.name,
    ...selectorLabels(application),
    'app.kubernetes.io/version': application.version,
    'app.kubernetes.io/part-of': application.instance,
    ...MANAGED_BY,
  };
}

/** Labels that stay when version or engine change, since the selector of a Deployment is immutable. */
export function selectorLabels({
  instance,
  component,
}: Pick<ApplicationLabels, 'instance' | 'component'>): Record<string, string> {
  return { 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/component': component };
}
