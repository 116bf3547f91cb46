/** Facts of kinds that their schemas do not say, by `group/Kind`. */

/** Nothing runs because of these: other objects take their pods from them. */
const BLUEPRINTS: ReadonlySet<string> = new Set([
  '/PodTemplate',
  'agents.kruise.io/SandboxTemplate',
  'apps/ControllerRevision',
  'argoproj.io/AnalysisTemplate',
  'argoproj.io/ClusterAnalysisTemplate',
  'argoproj.io/ClusterWorkflowTemplate',
  'argoproj.io/WorkflowTemplate',
  'extensions.agents.x-k8s.io/SandboxTemplate',
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kserve.io/ClusterStorageContainer',
  'serving.kserve.io/LLMInferenceServiceConfig',
  'serving.kserve.io/ServingRuntime',
  'tekton.dev/ClusterTask',
  'tekton.dev/Pipeline',
  'tekton.dev/StepAction',
  'tekton.dev/Task',
  'trainer.kubeflow.org/ClusterTrainingRuntime',
  'trainer.kubeflow.org/TrainingRuntime',
]);

const TRAINING_JOB = ['training.kubeflow.org/job-name'];

/** Labels that a controller gives to its pods, with the name of the object as their value. */
const NAME_LABELS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/Workflow': ['workflows.argoproj.io/workflow'],
  'batch/Job': ['batch.kubernetes.io/job-name', 'job-name'],
  'batch.volcano.sh/Job': ['volcano.sh/job-name'],
  'jobset.x-k8s.io/JobSet': ['jobset.sigs.k8s.io/jobset-name'],
  'kubeflow.org/MPIJob': TRAINING_JOB,
  'kubeflow.org/Notebook': ['notebook-name'],
  'kubeflow.org/PaddleJob': TRAINING_JOB,
  'kubeflow.org/PyTorchJob': TRAINING_JOB,
  'kubeflow.org/TFJob': TRAINING_JOB,
  'kubeflow.org/XGBoostJob': TRAINING_JOB,
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': ['leaderworkerset.sigs.k8s.io/name'],
  'ray.io/RayCluster': ['ray.io/cluster'],
  'serving.knative.dev/Configuration': ['serving.knative.dev/configuration'],
  'serving.knative.dev/Service': ['serving.knative.dev/service'],
  'serving.kserve.io/InferenceService': ['serving.kserve.io/inferenceservice'],
  'serving.kserve.io/LLMInferenceService': ['app.kubernetes.io/name'],
  'sparkoperator.k8s.io/SparkApplication': ['sparkoperator.k8s.io/app-name'],
  'tekton.dev/TaskRun': ['tekton.dev/taskRun'],
};

/** What is deployed lies in a repository or chart that the object names. */
const DEPLOYERS: ReadonlySet<string> = new Set([
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'fleet.cattle.io/GitRepo',
  'helm.cattle.io/HelmChart',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.config.k8s.io/Component',
  'kustomize.config.k8s.io/Kustomization',
  'kustomize.toolkit.fluxcd.io/Kustomization',
]);

/** They change what other objects run, wherever these are applied. */
const PATCHERS: ReadonlySet<string> = new Set([
  'policy.karmada.io/ClusterOverridePolicy',
  'policy.karmada.io/OverridePolicy',
]);

export function isPatcher(groupKind: string): boolean {
  return PATCHERS.has(groupKind);
}

export function isBlueprint(groupKind: string): boolean {
  return BLUEPRINTS.has(groupKind);
}

export function nameLabelsOf(groupKind: string): readonly string[] {
  return Object.hasOwn(NAME_LABELS, groupKind) ? NAME_LABELS[groupKind] : [];
}

export function isDeployer(groupKind: string): boolean {
  return DEPLOYERS.has(groupKind);
}
