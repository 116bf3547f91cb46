/** Prefix of the labels and annotations of this library. */
export const LABEL_PREFIX = 'secure-inference.ack/';

/** Digest of the model that a pod serves. */
export const MODEL_DIGEST = `${LABEL_PREFIX}model-digest`;

/** Who wrote an object. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'ack-secure-inference' };

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
    ...selectorLabels(application),
    'app.kubernetes.io/version': application.version,
    'app.kubernetes.io/component': application.component,
    'app.kubernetes.io/part-of': application.instance,
    ...MANAGED_BY,
  };
}

/** Labels that never change, since the selector of a Deployment is immutable. */
export function selectorLabels(application: Pick<ApplicationLabels, 'name' | 'instance'>): Record<string, string> {
  return { 'app.kubernetes.io/name': application.name, 'app.kubernetes.io/instance': application.instance };
}
