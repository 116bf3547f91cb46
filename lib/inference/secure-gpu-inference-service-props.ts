import { AbuseBudget } from './abuse-budget';
import { ApiAccess } from './api-access';
import { CallerTokens } from './caller-tokens';
import { CloudIdentity } from './cloud-identity';
import { AdapterOptions, DraftModelOptions } from './further-models';
import { Gpu } from './gpu';
import { InferenceEngine } from './inference-engine';
import { Isolation } from './isolation';
import { ModelSource } from './model-source';
import { ModelVerification } from './model-verification';
import { PodOptions } from './pod-options';
import type { PromptGuard } from './prompt-guard';
import { Scaling } from './scaling';
import { SecretMount } from './secret-mount';
import { TrustLevel } from './trust-level';
import { Workload } from './workload';
import { ModelTask } from '../engines/model-task';
import { CommonMetadata } from '../kubernetes/common-metadata';
import { ContainerRuntime } from '../kubernetes/container-runtime';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Mesh } from '../kubernetes/mesh';
import { NetworkMode } from '../kubernetes/network-mode';
import { PodReferences } from '../kubernetes/pod-references';

/** Properties of `SecureGpuInferenceService`. */
export interface SecureGpuInferenceServiceProps extends CommonMetadata, PodReferences {
  /** The server that runs the model, with its image. */
  readonly engine: InferenceEngine;

  /** Where the weights come from. */
  readonly model: ModelSource;

  /**
   * What the model is served for. It decides which routes callers may use, the flags that the engine needs for them, and
   * the defaults of the abuse budget. Tasks that arguments rule out, or without a route of the engine, are refused.
   *
   * @default - what the arguments of the engine say, for example `--embeddings`; otherwise chat and completion
   */
  readonly tasks?: ModelTask[];

  /**
   * LoRA adapters, mounted read-only and verified like the model. None is loaded while the engine serves.
   *
   * @default - none
   */
  readonly adapters?: AdapterOptions[];

  /**
   * Model that proposes tokens (speculative decoding), mounted read-only and verified like the model.
   *
   * @default - none
   */
  readonly draftModel?: DraftModelOptions;

  /**
   * How the model is checked before the engine reads it.
   *
   * @default - it is not: whoever fills the volume is trusted
   */
  readonly modelVerification?: ModelVerification;

  /** What a replica gets of the GPUs. */
  readonly gpu: Gpu;

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * What runs the replicas.
   *
   * @default Workload.deployment()
   */
  readonly workload?: Workload;

  /**
   * How many replicas serve.
   *
   * @default Scaling.fixed(2)
   */
  readonly scaling?: Scaling;

  /**
   * LocalQueue of Kueue in which pods wait until the quota of its ClusterQueue has room for them. In a namespace of a
   * `Tenant` it is the tenant's.
   *
   * @default - none: pods start as soon as a node has room
   */
  readonly queue?: string;

  /**
   * What stands between the pods and their nodes.
   *
   * @default Isolation.standard()
   */
  readonly isolation?: Isolation;

  /**
   * How much the model and its callers are trusted. What is not trusted must be isolated.
   *
   * @default TrustLevel.TRUSTED
   */
  readonly trust?: TrustLevel;

  /**
   * Mesh that authenticates callers and encrypts what they send.
   *
   * @default Mesh.asm()
   */
  readonly mesh?: Mesh;

  /**
   * What a request, and all requests together, may cost.
   *
   * @default AbuseBudget.of()
   */
  readonly abuseBudget?: AbuseBudget;

  /**
   * Tokens that callers must send, beside their identity in the mesh.
   *
   * @default - the identity of the calling workload is enough
   */
  readonly callerTokens?: CallerTokens;

  /**
   * What looks at prompts before the engine does.
   *
   * @default - nothing does; the gateway may
   */
  readonly promptGuard?: PromptGuard;

  /**
   * What the service may do with the Kubernetes API.
   *
   * @default - nothing: it has no token and no Role
   */
  readonly apiAccess?: ApiAccess;

  /**
   * Cloud credentials of the service.
   *
   * @default - none: a server that only serves needs none
   */
  readonly cloudIdentity?: CloudIdentity;

  /**
   * Secrets, as files.
   *
   * @default - none
   */
  readonly secrets?: SecretMount[];

  /**
   * What a replica gets beside its GPUs.
   *
   * @default - enough for the engine
   */
  readonly pod?: PodOptions;

  /**
   * Version of the cluster. It decides which fields exist.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;

  /**
   * What runs containers on the nodes. containerd 1.x refuses pods that ask for more than it can, so that less is asked for:
   * groups which the image grants to the user of the engine are then added to it.
   *
   * @default ContainerRuntime.CONTAINERD_2
   */
  readonly containerRuntime?: ContainerRuntime;

  /**
   * How the cluster connects pods. It decides whether network policies are enforced.
   *
   * @default NetworkMode.TERWAY_SHARED_ENI
   */
  readonly network?: NetworkMode;
}
