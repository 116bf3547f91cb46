import { posix } from 'node:path';
import {
  ArgumentValues,
  EngineProfile,
  exposedPorts,
  ModelTask,
  renderArguments,
  renderEnvironment,
  renderFlags,
} from '../engines';
import { AbuseBudget } from './abuse-budget';
import { Contribution } from './contribution';
import { FurtherModels } from './further-models';
import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import { PodSizing } from './pod-options';
import { engineProbes } from './probes';
import { Scaling } from './scaling';
import { ContainerRuntime } from '../kubernetes/container-runtime';
import { containerSecurityContext, podSecurityContext } from '../kubernetes/hardened-pod';
import { KubernetesFeature, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { scratchMount, scratchVolume } from '../kubernetes/scratch-volume';

/** Everything that decides the pods of a service. */
export interface ServiceContract {
  readonly name: string;
  readonly selector: Record<string, string>;
  readonly labels: Record<string, string>;
  readonly engine: InferenceEngine;
  readonly model: ModelSource;
  readonly furtherModels: FurtherModels;
  readonly tasks: readonly ModelTask[];
  readonly gpus: number;
  readonly budget: AbuseBudget;
  readonly sizing: PodSizing;
  readonly scaling: Scaling;
  /** Nodes that serve one replica together; 1 for a replica on one node. */
  readonly nodes: number;
  readonly version: KubernetesVersion;
  readonly containerRuntime: ContainerRuntime;
  /** What GPUs, isolation, model, mesh and identity add. */
  readonly parts: Required<Contribution>;
}

/** A pod as workloads hold it. */
export interface PodTemplate {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations: Record<string, string> };
  readonly spec: PodSpec;
}

/** A pod spec; only its containers are ever looked at again. */
export interface PodSpec {
  readonly containers: object[];
  readonly [field: string]: unknown;
}

/** Seconds in which endpoints and sidecars learn that a replica leaves, before it stops taking requests. */
const DEREGISTRATION_SECONDS = 15;

/** Which pod of a service it is. */
export enum PodRole {
  /** Serves requests. */
  SERVER = 'server',

  /** Computes for a server on another node. */
  WORKER = 'worker',
}

/** Placeholders of a profile that stand for facts of a group of pods; Kubernetes fills in the variables of LeaderWorkerSet. */
const GROUP_VALUES = { leaderAddress: '$(LWS_LEADER_ADDRESS)', nodeRank: '$(LWS_WORKER_INDEX)' };

/** Source: `appProtocol` tells the mesh what it sees, https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/ */
export function serviceSpec(profile: EngineProfile, selector: Record<string, string>): object {
  return {
    type: 'ClusterIP',
    selector,
    ports: exposedPorts(profile).map(({ name, port, protocol = 'http' }) => ({
      name,
      port,
      targetPort: name,
      protocol: 'TCP',
      appProtocol: protocol,
    })),
  };
}

/** Labels, annotations and spec of a pod. */
export function podTemplate(contract: ServiceContract, role = PodRole.SERVER): PodTemplate {
  const { labels, annotations } = contract.parts;
  return {
    metadata: { labels: { ...contract.labels, ...labels }, annotations },
    spec: podSpec(contract, role),
  };
}

function podSpec(contract: ServiceContract, role: PodRole): PodSpec {
  const { sizing, parts } = contract;
  return {
    serviceAccountName: contract.name,
    automountServiceAccountToken: false,
    // A Service named like the engine would set variables such as VLLM_PORT=tcp://…, which the engine reads.
    enableServiceLinks: false,
    // leaving it out means the same, and says nothing
    hostUsers: sizing.userNamespace ? false : undefined,
    securityContext: podSecurityContext(sizing, contract.version, contract.containerRuntime),
    terminationGracePeriodSeconds: sizing.terminationGraceSeconds,
    nodeSelector: orNone(parts.nodeSelector),
    affinity: nodeAffinity(parts.nodeRequirements),
    tolerations: parts.tolerations,
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: contract.selector },
    })),
    ...parts.pod,
    initContainers: parts.initContainers.length > 0 ? parts.initContainers : undefined,
    containers: [engineContainer(contract, role)],
    volumes: [...sizing.scratch.map(scratchVolume), ...parts.volumes],
  };
}

function nodeAffinity(requirements: object[]): object | undefined {
  return requirements.length === 0
    ? undefined
    : {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: requirements }],
          },
        },
      };
}

function engineContainer(contract: ServiceContract, role: PodRole): object {
  const { engine, sizing, model, version, parts } = contract;
  const { profile } = engine;
  const resources = {
    cpu: String(sizing.cpu),
    memory: `${sizing.memoryMiB}Mi`,
    'ephemeral-storage': `${sizing.ephemeralStorageMiB}Mi`,
    ...parts.resources,
  };
  const values = {
    version: engine.version,
    tasks: contract.tasks,
    port: profile.ports[0].port,
    // a part of a core is worth a thread
    cpus: Math.ceil(sizing.cpu),
    gpus: contract.gpus,
    nodes: contract.nodes,
    ...GROUP_VALUES,
    modelPath: model.mountPath,
    modelRoot: posix.dirname(model.mountPath),
    modelName: model.name,
    drainSeconds: sizing.terminationGraceSeconds - DEREGISTRATION_SECONDS - 5,
    limits: contract.budget._engineLimits(),
  };
  return {
    name: profile.name,
    image: engine.image,
    // The digest says what runs; IfNotPresent lets a node start it while the registry is away.
    imagePullPolicy: 'IfNotPresent',
    command: profile.command.length > 0 ? profile.command : undefined,
    args: [
      ...renderArguments(profile, values, engine.args, contract.furtherModels.arguments(profile)),
      ...groupArguments(contract, values, role),
    ],
    env: [...renderEnvironment(profile, values, engine.environment), ...podAddress(contract), ...parts.env],
    ...(role === PodRole.SERVER && serving(contract)),
    lifecycle: version.has(KubernetesFeature.SLEEP_ACTION)
      ? { preStop: { sleep: { seconds: DEREGISTRATION_SECONDS } } }
      : undefined,
    resources: {
      requests: resources,
      limits: resources,
      claims: parts.claims.length > 0 ? parts.claims.map((name) => ({ name })) : undefined,
    },
    securityContext: containerSecurityContext(),
    volumeMounts: [...sizing.scratch.map(scratchMount), ...parts.mounts],
  };
}

function groupArguments(
  { engine: { profile }, nodes }: ServiceContract,
  values: ArgumentValues,
  role: PodRole,
): string[] {
  if (nodes === 1 || !profile.multiNode) {
    return [];
  }
  const { flags, workerFlags } = profile.multiNode;
  return renderFlags(profile, role === PodRole.WORKER ? [...flags, ...workerFlags] : flags, values);
}

function serving({ engine: { profile }, model, furtherModels }: ServiceContract): object {
  const ports = exposedPorts(profile).map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' }));
  return { ports, ...engineProbes(profile, [model.size, furtherModels.size]) };
}

function podAddress({ engine: { profile }, nodes }: ServiceContract): object[] {
  const name = profile.multiNode?.podAddressVariable;
  return nodes > 1 && name ? [{ name, valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] : [];
}

function orNone(map: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}
