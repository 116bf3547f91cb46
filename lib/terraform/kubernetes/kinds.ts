/** API version and kind of resources of the provider hashicorp/kubernetes, without `kubernetes_` and `_v1`. */
const CORE = ['v1'];
const APPS = ['apps/v1'];
const RBAC = ['rbac.authorization.k8s.io/v1'];
const NETWORKING = ['networking.k8s.io/v1'];
const ADMISSION = ['admissionregistration.k8s.io/v1'];
const STORAGE = ['storage.k8s.io/v1'];

const KINDS: Record<string, readonly string[]> = {
  ...{ pod: [...CORE, 'Pod'], service: [...CORE, 'Service'], namespace: [...CORE, 'Namespace'] },
  ...{ secret: [...CORE, 'Secret'], config_map: [...CORE, 'ConfigMap'], endpoints: [...CORE, 'Endpoints'] },
  ...{ service_account: [...CORE, 'ServiceAccount'], default_service_account: [...CORE, 'ServiceAccount'] },
  ...{ persistent_volume: [...CORE, 'PersistentVolume'], replication_controller: [...CORE, 'ReplicationController'] },
  ...{ persistent_volume_claim: [...CORE, 'PersistentVolumeClaim'], limit_range: [...CORE, 'LimitRange'] },
  ...{ resource_quota: [...CORE, 'ResourceQuota'] },
  ...{ deployment: [...APPS, 'Deployment'], stateful_set: [...APPS, 'StatefulSet'] },
  ...{ daemonset: [...APPS, 'DaemonSet'], daemon_set: [...APPS, 'DaemonSet'] },
  ...{ job: ['batch/v1', 'Job'], cron_job: ['batch/v1', 'CronJob'] },
  ...{ role: [...RBAC, 'Role'], cluster_role: [...RBAC, 'ClusterRole'], role_binding: [...RBAC, 'RoleBinding'] },
  cluster_role_binding: [...RBAC, 'ClusterRoleBinding'],
  ...{ network_policy: [...NETWORKING, 'NetworkPolicy'], ingress: [...NETWORKING, 'Ingress'] },
  ingress_class: [...NETWORKING, 'IngressClass'],
  validating_webhook_configuration: [...ADMISSION, 'ValidatingWebhookConfiguration'],
  mutating_webhook_configuration: [...ADMISSION, 'MutatingWebhookConfiguration'],
  validating_admission_policy: [...ADMISSION, 'ValidatingAdmissionPolicy'],
  ...{ storage_class: [...STORAGE, 'StorageClass'], csi_driver: [...STORAGE, 'CSIDriver'] },
  pod_disruption_budget: ['policy/v1', 'PodDisruptionBudget'],
  horizontal_pod_autoscaler: ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  priority_class: ['scheduling.k8s.io/v1', 'PriorityClass'],
  runtime_class: ['node.k8s.io/v1', 'RuntimeClass'],
  api_service: ['apiregistration.k8s.io/v1', 'APIService'],
  certificate_signing_request: ['certificates.k8s.io/v1', 'CertificateSigningRequest'],
};

/** What a resource type of the provider makes; undefined if it is none that is known. */
export function nativeKindOf(type: string): { readonly apiVersion: string; readonly kind: string } | undefined {
  const [, name] = /^kubernetes_([a-z_]+?)(_v\d\w*)?$/.exec(type) ?? [];
  const [apiVersion, kind] = (name !== undefined && KINDS[name]) || [];
  return apiVersion === undefined ? undefined : { apiVersion, kind: kind! };
}
