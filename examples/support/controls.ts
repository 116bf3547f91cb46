/** A manifest as it was written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> };
  readonly [field: string]: any;
}

/** A control that a reader recognises, and how to see it in a manifest. */
interface Control {
  readonly name: string;
  holds(manifest: Manifest): boolean;
}

const containers = (manifest: Manifest): any[] => {
  const spec = manifest.spec?.template?.spec ?? {};
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
};
const pod = (manifest: Manifest): any => manifest.spec?.template?.spec;
const everyContainer = (test: (container: any) => boolean) => (manifest: Manifest) =>
  containers(manifest).length > 0 && containers(manifest).every(test);

const CONTROLS: Control[] = [
  {
    name: 'Pod Security restricted',
    holds: ({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
  },
  {
    name: 'mesh sidecar',
    holds: ({ metadata, spec }) => (spec?.template?.metadata ?? metadata).labels?.['istio-injection'] === 'enabled',
  },
  { name: 'GPU quota', holds: ({ spec }) => spec?.hard?.['requests.nvidia.com/gpu'] !== undefined },
  { name: 'no public Service', holds: ({ spec }) => spec?.hard?.['services.loadbalancers'] === '0' },
  { name: 'default requests and limits', holds: ({ kind }) => kind === 'LimitRange' },
  { name: 'token off', holds: (manifest) => (pod(manifest) ?? manifest).automountServiceAccountToken === false },
  { name: 'not root', holds: (manifest) => pod(manifest)?.securityContext?.runAsNonRoot === true },
  { name: 'seccomp', holds: (manifest) => pod(manifest)?.securityContext?.seccompProfile?.type === 'RuntimeDefault' },
  {
    name: 'read-only root',
    holds: everyContainer((container) => container.securityContext?.readOnlyRootFilesystem === true),
  },
  {
    name: 'no capabilities',
    holds: everyContainer((container) => container.securityContext?.capabilities?.drop?.includes('ALL')),
  },
  { name: 'image by digest', holds: everyContainer((container) => /@sha256:/.test(container.image)) },
  {
    name: 'model read-only',
    holds: (manifest) => pod(manifest)?.volumes?.some((volume: any) => volume.persistentVolumeClaim?.readOnly),
  },
  {
    name: 'sizes and limits',
    holds: everyContainer((container) => container.resources?.limits?.['ephemeral-storage']),
  },
  { name: 'default deny', holds: ({ kind, spec }) => kind === 'NetworkPolicy' && spec.policyTypes?.length === 2 },
  { name: 'declared callers only', holds: ({ kind, spec }) => kind === 'NetworkPolicy' && spec.ingress?.length > 0 },
  { name: 'strict mTLS', holds: ({ spec }) => spec?.mtls?.mode === 'STRICT' },
  { name: 'who, method, path', holds: ({ kind, spec }) => kind === 'AuthorizationPolicy' && spec.action === 'ALLOW' },
  {
    name: 'calls declared hosts only',
    holds: ({ kind, spec }) => kind === 'Sidecar' && spec.outboundTrafficPolicy.mode === 'REGISTRY_ONLY',
  },
  {
    name: 'size, time and rate of requests',
    holds: ({ kind, spec }) => kind === 'EnvoyFilter' && spec.configPatches.length === 3,
  },
  { name: 'inside the cluster', holds: ({ kind, spec }) => kind === 'Service' && spec.type === 'ClusterIP' },
  {
    name: 'drains one at a time',
    holds: ({ kind, spec }) => kind === 'PodDisruptionBudget' && spec.maxUnavailable === 1,
  },
];

/** Controls that a manifest carries, read from the manifest itself. */
export function controlsOf(manifest: Manifest): string[] {
  return CONTROLS.filter((control) => control.holds(manifest)).map((control) => control.name);
}
