/** Kinds of Kubernetes itself that hold no pod. The API server refuses or drops fields that they do not have. */
const NATIVE: Readonly<Record<string, string>> = {
  '':
    'Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume ' +
    'PersistentVolumeClaim ResourceQuota Secret Service ServiceAccount',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ' +
    'ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'authentication.k8s.io': 'SelfSubjectReview TokenRequest TokenReview',
  'authorization.k8s.io': 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  autoscaling: 'HorizontalPodAutoscaler Scale',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle PodCertificateRequest',
  'coordination.k8s.io': 'Lease LeaseCandidate',
  'discovery.k8s.io': 'EndpointSlice',
  'events.k8s.io': 'Event',
  extensions: 'Ingress NetworkPolicy PodSecurityPolicy',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'internal.apiserver.k8s.io': 'StorageVersion',
  'networking.k8s.io': 'IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  policy: 'Eviction PodDisruptionBudget PodSecurityPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
};

/** Kinds that configure what else runs, by the documentation of their projects; `*` is every kind of a group. */
const OF_PROJECTS: Readonly<Record<string, string>> = {
  'acme.cert-manager.io': '*',
  'apisix.apache.org': '*',
  'autoscaling.k8s.io': 'VerticalPodAutoscaler VerticalPodAutoscalerCheckpoint',
  'cert-manager.io': '*',
  'cilium.io': '*',
  'config.gatekeeper.sh': '*',
  'config.ratify.deislabs.io': '*',
  'constraints.gatekeeper.sh': '*',
  'crd.projectcalico.org': '*',
  'external-secrets.io': '*',
  'gateway.networking.k8s.io': '*',
  'gateway.networking.x-k8s.io': '*',
  'generators.external-secrets.io': '*',
  'inference.networking.k8s.io': '*',
  'inference.networking.x-k8s.io': '*',
  'install.istio.io': '*',
  'k8s.cni.cncf.io': '*',
  'keda.sh': 'ClusterTriggerAuthentication ScaledObject TriggerAuthentication',
  'kritis.grafeas.io': '*',
  'kueue.x-k8s.io': 'AdmissionCheck ClusterQueue Cohort LocalQueue ResourceFlavor Topology WorkloadPriorityClass',
  'kyverno.io': '*',
  'maistra.io': '*',
  'metallb.io': '*',
  'metrics.k8s.io': '*',
  'monitoring.coreos.com': 'AlertmanagerConfig PodMonitor Probe PrometheusRule ScrapeConfig ServiceMonitor',
  'mutations.gatekeeper.sh': '*',
  'networking.istio.io': '*',
  'operator.istio.io': '*',
  'policies.kyverno.io': '*',
  'policy.networking.k8s.io': '*',
  'policy.sigstore.dev': '*',
  'projectcalico.org': '*',
  'sailoperator.io': '*',
  'secrets-store.csi.x-k8s.io': '*',
  'security.istio.io': '*',
  'snapshot.storage.k8s.io': '*',
  'telemetry.istio.io': '*',
  'templates.gatekeeper.sh': '*',
  'wgpolicyk8s.io': '*',
};

const nativeKinds = kindsOf(NATIVE);
const projectKinds = kindsOf(OF_PROJECTS);

/** Whether a kind is of Kubernetes itself and holds no pod. */
export function isNativeWithoutPods(groupKind: string): boolean {
  return nativeKinds.has(groupKind);
}

/** Kinds of Kubernetes whose texts are applied, mounted or read by operators. */
export const TEXT_HOLDERS = new Set(['/ConfigMap', '/Secret']);

/** Whether an object of a kind can hold pods, in fields or in texts. */
export function canHoldPods(groupKind: string): boolean {
  return TEXT_HOLDERS.has(groupKind) || !isNativeWithoutPods(groupKind);
}

/** Whether nothing runs by objects of a kind: they configure what other objects run. */
export function isConfiguration(groupKind: string): boolean {
  const [group] = groupKind.split('/');
  return projectKinds.has(groupKind) || projectKinds.has(`${group}/*`) || isNativeWithoutPods(groupKind);
}

function kindsOf(groups: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(groups).flatMap(([group, kinds]) => kinds.split(' ').map((kind) => `${group}/${kind}`)),
  );
}
