import { SizeRoundingBehavior } from 'cdk8s';
import { AbuseBudget } from './abuse-budget';
import { apiAccessPart } from './api-access';
import { checkCompatibility } from './compatibility';
import { mergeContributions } from './contribution';
import { engineContext } from './default-context';
import { FurtherModels } from './further-models';
import { InferenceEngine } from './inference-engine';
import { Isolation } from './isolation';
import { ModelSource } from './model-source';
import { GUARD_CONTAINER } from './model-verification/guard-container';
import { ServiceContract } from './pod';
import { checkSizing, PodSizing, sizePod } from './pod-options';
import { checkFormat, checkModelPaths, checkNamespace, checkQueue } from './prerequisites';
import type { PromptGuard } from './prompt-guard';
import { Scaling } from './scaling';
import type { SecureGpuInferenceServiceProps } from './secure-gpu-inference-service-props';
import { ServicePart } from './service-part';
import { TrustLevel } from './trust-level';
import { Workload } from './workload';
import { ModelTask } from '../engines/model-task';
import { TaskContext, tasksOf } from '../engines/tasks';
import { checkMetadata, CommonMetadata } from '../kubernetes/common-metadata';
import { ContainerRuntime } from '../kubernetes/container-runtime';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Mesh } from '../kubernetes/mesh';
import { checkName } from '../kubernetes/names';
import { NetworkMode } from '../kubernetes/network-mode';
import { checkReferences, PodReferences, podReferences } from '../kubernetes/pod-references';
import { Problem } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** What a service is made from, every default decided, and everything that is wrong with it. */
export interface ServicePlan extends Omit<ServiceContract, 'name' | 'selector' | 'labels'> {
  readonly mesh: Mesh;
  readonly workload: Workload;
  readonly promptGuard?: PromptGuard;
  readonly taskContext: TaskContext;
  /** Whether the model is verified, before each start or before it came to its volume. */
  readonly isVerified: boolean;
  readonly problems: readonly Problem[];
}

/** What parts know of the service that they belong to. */
interface ServiceContext {
  readonly name: string;
  readonly namespace: string;
  readonly engine: InferenceEngine;
  readonly model: ModelSource;
  readonly isolation: Isolation;
  readonly mesh: Mesh;
  readonly budget: AbuseBudget;
  /** GPUs of a pod. */
  readonly gpus: number;
  /** Tasks that the user names. */
  readonly tasks?: readonly ModelTask[];
  readonly workload: Workload;
  readonly sizing: PodSizing;
  /** Containers that get no cloud credentials. */
  readonly withoutCredentials: string[];
}

export function planService(props: SecureGpuInferenceServiceProps, name: string, namespace: string): ServicePlan {
  const { engine, model, gpu, promptGuard, modelVerification } = props;
  const isolation = props.isolation ?? Isolation.standard();
  const mesh = props.mesh ?? Mesh.asm();
  const taskContext = engine._taskContext(props.tasks);
  const tasks = tasksOf(engine.profile, taskContext);
  const workload = props.workload ?? Workload.deployment();
  const gpuGiB = gpu._memoryGiB && gpu._memoryGiB * workload.nodes;
  const budget = (props.abuseBudget ?? AbuseBudget.of())._for(
    tasks,
    engineContext(engine.profile, tasks, {
      gpuGiB,
      modelGiB: model.size.toGibibytes({ rounding: SizeRoundingBehavior.NONE }),
    }),
  );
  const scaling = props.scaling ?? Scaling.fixed(2);
  const version = props.kubernetesVersion ?? KubernetesVersion.V1_34;
  const sizing = sizePod(props.pod ?? {}, engine.profile, gpu.count);
  const furtherModels = new FurtherModels(props.adapters ?? [], props.draftModel, modelVerification);
  const service: ServiceContext = {
    ...{
      name,
      namespace,
      engine,
      model,
      isolation,
      mesh,
      budget,
      workload,
      sizing,
      tasks: props.tasks,
      gpus: gpu.count,
    },
    withoutCredentials: [...(modelVerification ? [GUARD_CONTAINER] : []), ...furtherModels.guards],
  };
  const parts = partsOf(props, service, scaling, furtherModels);
  const situation = {
    isolation: isolation.kind,
    sandbox: isolation.runtime?.kind,
    gpu: gpu.isolation,
    gpuClaimed: gpu.isClaimed,
    kubernetes: version,
    network: props.network ?? NetworkMode.TERWAY_SHARED_ENI,
    mesh: mesh.kind,
    meshCni: mesh.hasCniPlugin,
    userNamespace: sizing.userNamespace,
    imageVolume: [model, ...furtherModels.sources].some(({ isImage }) => isImage),
    trust: props.trust ?? TrustLevel.TRUSTED,
  };
  return {
    engine,
    model,
    furtherModels,
    tasks,
    taskContext,
    gpus: gpu.count,
    nodes: workload.nodes,
    workload,
    budget,
    sizing,
    scaling,
    version,
    containerRuntime: props.containerRuntime ?? ContainerRuntime.CONTAINERD_2,
    mesh,
    promptGuard,
    isVerified: modelVerification !== undefined || model._digest !== undefined,
    parts: mergeContributions(parts.map((part) => part._contribution?.(service) ?? {})),
    problems: [
      ...checkTokens('a property', [engine.image, engine.version, engine.args, engine.environment, name]),
      ...checkName('name', name),
      ...checkNamespace(namespace),
      ...checkQueue(props.queue, workload),
      ...checkFormat(model, engine),
      ...checkModelPaths(engine, [model, ...furtherModels.sources]),
      ...checkSizing(sizing),
      ...parts.flatMap((part) => part._problems?.(service) ?? []),
      ...checkCompatibility(situation),
    ],
  };
}

/** What a platform asks of all pods. First, so that no label takes the place of one of the library. */
function platformPart(props: CommonMetadata & PodReferences): ServicePart<ServiceContext> {
  const { labels, annotations } = props;
  return {
    _problems: () => [...checkMetadata(props), ...checkReferences(props)],
    _contribution: () => ({ labels, annotations, pod: podReferences(props) }),
  };
}

/** Each part of a service once. Where two set the same key, the later wins. */
function partsOf(
  props: SecureGpuInferenceServiceProps,
  { engine, model, isolation, mesh, budget, workload }: ServiceContext,
  scaling: Scaling,
  furtherModels: FurtherModels,
): ServicePart<ServiceContext>[] {
  const { gpu, promptGuard, modelVerification, apiAccess, cloudIdentity, callerTokens, secrets = [] } = props;
  const optional = [
    modelVerification,
    furtherModels,
    promptGuard,
    apiAccess && apiAccessPart(apiAccess),
    cloudIdentity,
    callerTokens,
    ...secrets,
  ];
  return [
    platformPart(props),
    ...[engine, mesh, workload, gpu, isolation, model, budget, scaling],
    ...optional.filter((part) => part !== undefined),
  ];
}
