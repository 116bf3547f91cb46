/** What an API server refuses to change in an object that exists, and what it says about it. */
import { isDeepStrictEqual } from 'node:util';
import { Manifest } from '../../lib/objects/manifest';

interface Immutable {
  readonly kinds: RegExp;
  /** Paths of fields; `*` is every key. */
  readonly fields: readonly string[];
  readonly source: string;
}

/** From the update validation of Kubernetes 1.34 (k8s.io/kubernetes/pkg/apis/<group>/validation) and of operators' webhooks. */
const IMMUTABLE: readonly Immutable[] = [
  {
    kinds: /^apps\/(Deployment|ReplicaSet|DaemonSet)$/,
    fields: ['spec.selector'],
    source: 'apps: ValidateDeploymentUpdate',
  },
  {
    kinds: /^apps\/StatefulSet$/,
    fields: ['spec.selector', 'spec.serviceName', 'spec.podManagementPolicy', 'spec.volumeClaimTemplates'],
    source: 'apps: ValidateStatefulSetUpdate',
  },
  {
    kinds: /^batch\/Job$/,
    fields: [
      'spec.template',
      'spec.selector',
      'spec.completionMode',
      'spec.podFailurePolicy',
      'spec.backoffLimitPerIndex',
      'spec.completions',
    ],
    source: 'batch: validateJobSpecUpdate',
  },
  {
    kinds: /^\/PersistentVolume$/,
    fields: ['spec.csi', 'spec.nfs', 'spec.hostPath', 'spec.local', 'spec.volumeMode', 'spec.nodeAffinity'],
    source: 'core: ValidatePersistentVolumeUpdate',
  },
  {
    kinds: /^\/PersistentVolumeClaim$/,
    fields: [
      'spec.accessModes',
      'spec.storageClassName',
      'spec.volumeName',
      'spec.volumeMode',
      'spec.selector',
      'spec.dataSource',
      'spec.resources.requests.storage',
    ],
    source: 'core: ValidatePersistentVolumeClaimUpdate; a class that expands is needed for another size',
  },
  { kinds: /^\/Service$/, fields: ['spec.clusterIP', 'spec.clusterIPs'], source: 'core: ValidateServiceUpdate' },
  { kinds: /^\/Secret$/, fields: ['type'], source: 'core: ValidateSecretUpdate' },
  { kinds: /^node\.k8s\.io\/RuntimeClass$/, fields: ['handler'], source: 'node: ValidateRuntimeClassUpdate' },
  { kinds: /^scheduling\.k8s\.io\/PriorityClass$/, fields: ['value', 'preemptionPolicy'], source: 'scheduling' },
  {
    kinds: /^storage\.k8s\.io\/StorageClass$/,
    fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    source: 'storage',
  },
  { kinds: /^resource\.k8s\.io\/(ResourceClaim|ResourceClaimTemplate)$/, fields: ['spec'], source: 'resource' },
  {
    kinds: /^rbac\.authorization\.k8s\.io\/(Cluster)?RoleBinding$/,
    fields: ['roleRef'],
    source: 'rbac: ValidateRoleBindingUpdate',
  },
  {
    kinds: /^admissionregistration\.k8s\.io\/ValidatingAdmissionPolicyBinding$/,
    fields: ['spec.policyName'],
    source: 'admissionregistration',
  },
];

/** Fields that differ and must not; each with where it is said. */
export function refusedChanges(before: Manifest, after: Manifest): string[] {
  const frozen = (before as { immutable?: boolean }).immutable === true ? ['data', 'binaryData', 'immutable'] : [];
  const listed = IMMUTABLE.filter(({ kinds }) => kinds.test(groupKind(before))).flatMap(({ fields }) => fields);
  return [...listed, ...frozen]
    .filter((field) => !isDeepStrictEqual(at(before, field), at(after, field)))
    .map((field) => `${before.kind}/${before.metadata?.name} ${field}`);
}

/** What an object is known by on a cluster. */
export function identityOf(object: Manifest): string {
  return [groupKind(object), object.metadata?.namespace ?? '', object.metadata?.name].join('|');
}

function groupKind({ apiVersion, kind }: Manifest): string {
  return `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`;
}

function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}
