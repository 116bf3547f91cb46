import { isClusterScoped, Kind, plural } from '../../../lib/guardrails/admission/kinds';
import { Manifest } from '../../../lib/objects/manifest';

/** Definitions of the kinds of objects, with any field, for those that are not served by a definition of their own. */
export function openDefinitions(served: ReadonlySet<string>, objects: readonly Manifest[]): any[] {
  const types = new Map(objects.map(({ apiVersion, kind }) => [`${apiVersion}/${kind}`, { apiVersion, kind }]));
  return [...types.values()].flatMap(({ apiVersion, kind }) => {
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    return served.has(`${group}/${kind}`) ? [] : [openDefinition({ group, kind }, version)];
  });
}

function openDefinition({ group, kind }: Kind, version: string): any {
  const names = { kind, plural: plural({ group, kind }) };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    // groups of the Kubernetes project are protected
    metadata: {
      name: `${names.plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
    },
    spec: {
      ...{ group, names, scope: isClusterScoped({ group, kind }) ? 'Cluster' : 'Namespaced' },
      versions: [
        {
          ...{ name: version, served: true, storage: true },
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  };
}
