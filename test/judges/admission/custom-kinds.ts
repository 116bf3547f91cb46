import { POD_KINDS } from './pod-kinds';

/** Definitions of kinds that have pods, with any field, for those that are not served by a definition of their own. */
export function openDefinitions(served: ReadonlySet<string>): any[] {
  return POD_KINDS.filter((key) => !served.has(key)).map((key) => {
    const [group, kind] = key.split('/');
    const plural = `${kind.toLowerCase()}s`;
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      // groups of the Kubernetes project are protected
      metadata: { name: `${plural}.${group}`, annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' } },
      spec: {
        ...{ group, names: { kind, plural }, scope: kind.startsWith('Cluster') ? 'Cluster' : 'Namespaced' },
        versions: [
          {
            ...{ name: 'v1', served: true, storage: true },
            schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        ],
      },
    };
  });
}
