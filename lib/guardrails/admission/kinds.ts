import { ObjectKinds } from '../../objects/object-kinds';

/** A kind of object, by API group; the empty group is the core group. */
export interface Kind {
  readonly group: string;
  readonly kind: string;
}

/** What an admission policy matches requests by. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** Kinds without a namespace, which no namespace selector leaves out. Namespaces have labels that it selects by. */
const CLUSTER_SCOPED = new Set([
  'APIService',
  'AdminNetworkPolicy',
  'AdmissionAllowlist',
  'AlbConfig',
  'Assign',
  'AssignImage',
  'AssignMetadata',
  'CSIDriver',
  'CacheRuntimeClass',
  'CertificateSigningRequest',
  'ClusterAliyunPipelineConfig',
  'ClusterAnalysisTemplate',
  'ClusterImagePolicy',
  'ClusterPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterServingRuntime',
  'ClusterTrainingRuntime',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GraphRevision',
  'ImageValidatingPolicy',
  'ModifySet',
  'MutatingAdmissionPolicy',
  'MutatingPolicy',
  'MutatingWebhookConfiguration',
  'NodeImage',
  'PersistentVolume',
  'PodMigrationJob',
  'PodNetworking',
  'PriorityClass',
  'RAMIdentityMapping',
  'RatifyVerification',
  'Reservation',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
]);

/** Pods get ephemeral containers through a subresource of their own. */
const SUBRESOURCES: Record<string, readonly string[]> = { Pod: ['pods/ephemeralcontainers'] };

/** API groups that the API server itself serves in version v1; those of operators come with their definitions. */
const BUILT_IN_GROUPS = new Set([
  ...['', 'apps', 'autoscaling', 'batch', 'policy'],
  ...['admissionregistration', 'apiregistration', 'certificates', 'discovery', 'networking', 'node', 'storage'].map(
    (group) => `${group}.k8s.io`,
  ),
  'rbac.authorization.k8s.io',
]);

export function isBuiltIn({ group }: Kind): boolean {
  return BUILT_IN_GROUPS.has(group);
}

export function isClusterScoped({ kind }: Kind): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** One rule for each API group, for requests that make or change objects. Types are checked for given versions only. */
export function resourceRules(kinds: readonly Kind[], typed: boolean): ResourceRule[] {
  return [...new Set(kinds.map(({ group }) => group))].map((group) => ({
    apiGroups: [group],
    apiVersions: typed ? ['v1'] : ['*'],
    operations: ['CREATE', 'UPDATE'],
    resources: kinds
      .filter((candidate) => candidate.group === group)
      .flatMap((candidate) => [plural(candidate), ...(SUBRESOURCES[candidate.kind] ?? [])]),
  }));
}

/**
 * As Kubernetes names the resource of a kind, https://pkg.go.dev/k8s.io/apimachinery/pkg/api/meta#UnsafeGuessKindToResource,
 * but for `sandboxes`; Gatekeeper names those of constraints like their kind.
 */
export function plural({ group, kind }: Kind): string {
  const word = kind.toLowerCase();
  if (group === 'constraints.gatekeeper.sh' || word === 'endpoints') {
    return word;
  }
  if (/[sx]$/.test(word)) {
    return `${word}es`;
  }
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Each kind with its group. */
export function kindsOf(objectKinds: readonly ObjectKinds[]): Kind[] {
  return objectKinds.flatMap(({ group, kinds }) => kinds.map((kind) => ({ group, kind })));
}
