/** Where a kind has its pods: a pod template (`metadata` and `spec`), or a pod spec of its own. `*` is every element. */
export interface PodPaths {
  readonly templates?: readonly string[];
  readonly specs?: readonly string[];
  /** Nothing runs by it: others take their pods from it. */
  readonly isBlueprint?: true;
  /** Labels that its controller gives to its pods, with the name of the object. */
  readonly nameLabels?: readonly string[];
}

const WORKLOAD: PodPaths = { templates: ['spec.template'] };
const RAY_CLUSTER = ['headGroupSpec.template', 'workerGroupSpecs.*.template'];

/** By API group and kind. */
export const POD_PATHS: Readonly<Record<string, PodPaths>> = {
  '/Pod': { templates: [''] },
  '/PodTemplate': { templates: ['template'], isBlueprint: true },
  '/ReplicationController': WORKLOAD,
  'apps/DaemonSet': WORKLOAD,
  'apps/Deployment': WORKLOAD,
  'apps/ReplicaSet': WORKLOAD,
  'apps/StatefulSet': WORKLOAD,
  'argoproj.io/Rollout': WORKLOAD,
  'batch/CronJob': { templates: ['spec.jobTemplate.spec.template'] },
  'batch/Job': { ...WORKLOAD, nameLabels: ['batch.kubernetes.io/job-name', 'job-name'] },
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    templates: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
    nameLabels: ['leaderworkerset.sigs.k8s.io/name'],
  },
  'ray.io/RayCluster': { templates: RAY_CLUSTER.map((path) => `spec.${path}`), nameLabels: ['ray.io/cluster'] },
  'ray.io/RayJob': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterSpec.${path}`) },
  'ray.io/RayService': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterConfig.${path}`) },
  'serving.knative.dev/Configuration': { ...WORKLOAD, nameLabels: ['serving.knative.dev/configuration'] },
  'serving.knative.dev/Service': { ...WORKLOAD, nameLabels: ['serving.knative.dev/service'] },
  'serving.kserve.io/ClusterServingRuntime': { specs: ['spec'], isBlueprint: true },
  'serving.kserve.io/InferenceService': {
    specs: ['spec.predictor', 'spec.transformer', 'spec.explainer'],
    nameLabels: ['serving.kserve.io/inferenceservice'],
  },
  'serving.kserve.io/LLMInferenceService': {
    specs: ['spec.template', 'spec.worker', 'spec.prefill.template'],
    nameLabels: ['app.kubernetes.io/name'],
  },
  'serving.kserve.io/ServingRuntime': { specs: ['spec'], isBlueprint: true },
};

/** Fields of a pod spec that hold containers; KServe has the engine of a predictor in a field of its own. */
export const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];
export const SINGLE_CONTAINERS = ['model'];
