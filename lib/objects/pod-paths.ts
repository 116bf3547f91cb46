/** Where a kind that admission policies judge has its pods: a pod template (`metadata` and `spec`), or a pod spec of its own. `*` is every element. */
export interface PodPaths {
  readonly templates?: readonly string[];
  readonly specs?: readonly string[];
}

const WORKLOAD: PodPaths = { templates: ['spec.template'] };
const RAY_CLUSTER = ['headGroupSpec.template', 'workerGroupSpecs.*.template'];

/** By API group and kind. */
export const POD_PATHS: Readonly<Record<string, PodPaths>> = {
  '/Pod': { templates: [''] },
  '/PodTemplate': { templates: ['template'] },
  '/ReplicationController': WORKLOAD,
  'apps/DaemonSet': WORKLOAD,
  'apps/Deployment': WORKLOAD,
  'apps/ReplicaSet': WORKLOAD,
  'apps/StatefulSet': WORKLOAD,
  'argoproj.io/Rollout': WORKLOAD,
  'batch/CronJob': { templates: ['spec.jobTemplate.spec.template'] },
  'batch/Job': WORKLOAD,
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    templates: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
  },
  'ray.io/RayCluster': { templates: RAY_CLUSTER.map((path) => `spec.${path}`) },
  'ray.io/RayJob': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterSpec.${path}`) },
  'ray.io/RayService': { templates: RAY_CLUSTER.map((path) => `spec.rayClusterConfig.${path}`) },
  'serving.knative.dev/Configuration': WORKLOAD,
  'serving.knative.dev/Service': WORKLOAD,
  'serving.kserve.io/ClusterServingRuntime': { specs: ['spec'] },
  'serving.kserve.io/InferenceService': {
    specs: ['spec.predictor', 'spec.transformer', 'spec.explainer'],
  },
  'serving.kserve.io/LLMInferenceService': {
    specs: ['spec.template', 'spec.worker', 'spec.prefill.template'],
  },
  'serving.kserve.io/ServingRuntime': { specs: ['spec'] },
};

/** KServe has the engine of a predictor in a field of its own. */
export const SINGLE_CONTAINERS = ['model'];
