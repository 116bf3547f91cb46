/**
 * Fields that models over all objects read, by API group and kind. `check` keeps only these of an object once it has been
 * judged alone, so that thousands fit in memory; apiVersion, kind, names and labels are always kept. An empty list keeps
 * nothing more.
 */
export const FIELDS_OF_MODELS: Readonly<Record<string, readonly string[]>> = {
  'networking.k8s.io/NetworkPolicy': ['spec'],
  'policy.networking.k8s.io/AdminNetworkPolicy': ['spec'],
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy': ['spec'],
};

/** Fields that models over all objects read of each pod template, relative to the template. */
export const FIELDS_OF_PODS: readonly string[] = ['metadata.annotations', 'spec.hostNetwork', 'spec.containers.ports'];
