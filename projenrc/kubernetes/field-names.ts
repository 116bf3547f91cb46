/**
 * Trims the OpenAPI document of Kubernetes (api/openapi-spec/swagger.json of the Go module k8s.io/kubernetes, Apache-2.0)
 * to the field names of the kinds that the library emits.
 *
 * Usage: tsx projenrc/kubernetes/field-names.ts <version> <swagger.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';

const KINDS = [
  'v1/ConfigMap',
  'v1/LimitRange',
  'v1/Namespace',
  'v1/PersistentVolume',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/ResourceQuota',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'networking.k8s.io/v1/NetworkPolicy',
  'node.k8s.io/v1/RuntimeClass',
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
];

interface Schema {
  $ref?: string;
  type?: string;
  items?: Schema;
  additionalProperties?: Schema;
  properties?: Record<string, Schema>;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

/** Field names by type. A type is `Name`, `[]Name`, `{}Name`, or empty for what has no fields of its own. */
export interface FieldNames {
  readonly version: string;
  readonly kinds: Record<string, string>;
  readonly types: Record<string, Record<string, string>>;
}

export function trimSwagger(version: string, swagger: { definitions: Record<string, Schema> }): FieldNames {
  const kinds: Record<string, string> = {};
  const types: Record<string, Record<string, string>> = {};

  const visit = (ref: string): string => {
    const name = ref.replace('#/definitions/', '');
    const short = name.replace(/^io\.k8s\.(api|apimachinery\.pkg)\./, '');
    const { properties } = swagger.definitions[name];
    if (properties && !types[short]) {
      types[short] = {};
      for (const [field, schema] of Object.entries(properties)) {
        types[short][field] = typeOf(schema);
      }
    }
    return properties ? short : '';
  };
  const typeOf = (schema: Schema): string => {
    const inner = schema.items ?? schema.additionalProperties ?? schema;
    const name = inner.$ref ? visit(inner.$ref) : '';
    return name && (schema.items ? '[]' : schema.additionalProperties ? '{}' : '') + name;
  };

  for (const [name, schema] of Object.entries(swagger.definitions)) {
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) {
      const key = [gvk.group, gvk.version, gvk.kind].filter(Boolean).join('/');
      if (KINDS.includes(key)) {
        kinds[key] = visit(name);
      }
    }
  }
  return { version, kinds: sorted(kinds), types: sorted(types) };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (require.main === module) {
  const names = trimSwagger(process.argv[2], JSON.parse(readFileSync(process.argv[3], 'utf8')));
  writeFileSync('lib/objects/schema/field-names.json', JSON.stringify(names, undefined, 1) + '\n');
}
