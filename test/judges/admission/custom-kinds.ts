import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { POD_KINDS } from './pod-kinds';
import { goModuleDir } from '../support/go';

const SIGSTORE = { module: 'github.com/sigstore/policy-controller', version: 'v0.13.1' };

/** The definition of ClusterImagePolicy, without the webhook that converts between versions: nothing would answer. */
export function clusterImagePolicy(): any {
  const file = join(goModuleDir(SIGSTORE.module, SIGSTORE.version), 'config/300-clusterimagepolicy.yaml');
  const definition = parseAllDocuments(readFileSync(file, 'utf8'))[0].toJS();
  delete definition.spec.conversion;
  return definition;
}

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
