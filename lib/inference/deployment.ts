import { renderArguments, renderEnvironment } from '../engines';
import { AbuseBudget } from './abuse-budget';
import { Contribution } from './contribution';
import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import { PodSizing } from './pod-options';
import { engineProbes } from './probes';
import { Scaling } from './scaling';
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
  readonly gpus: number;
  readonly budget: AbuseBudget;
  readonly sizing: PodSizing;
  readonly scaling: Scaling;
  readonly version: KubernetesVersion;
  /** What GPUs, isolation, model, mesh and identity add. */
  readonly parts: Required<Contribution>;
}

/** Seconds in which endpoints and sidecars learn that a replica leaves, before it stops taking requests. */
const DEREGISTRATION_SECONDS = 15;

export function deploymentSpec(contract: ServiceContract): object {
  return {
    replicas: contract.scaling.isAutomatic ? undefined : contract.scaling.min,
    revisionHistoryLimit: 3,
    selector: { matchLabels: contract.selector },
    // A surge would need GPUs that a full cluster does not have, and the update would wait for ever.
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    template: podTemplate(contract),
  };
}

function podTemplate(contract: ServiceContract): object {
  const { labels, annotations } = contract.parts;
  return {
    metadata: { labels: { ...contract.labels, ...labels }, annotations },
    spec: podSpec(contract),
  };
}

function podSpec(contract: ServiceContract): object {
  const { sizing, parts } = contract;
  return {
    serviceAccountName: contract.name,
    automountServiceAccountToken: false,
    // A Service named like the engine would set variables such as VLLM_PORT=tcp://…, which the engine reads.
    enableServiceLinks: false,
    // leaving it out means the same, and says nothing
    hostUsers: sizing.userNamespace ? false : undefined,
    securityContext: podSecurityContext(sizing, contract.version),
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
    containers: [engineContainer(contract)],
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

function engineContainer(contract: ServiceContract): object {
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
    port: profile.ports[0].port,
    gpus: contract.gpus,
    modelPath: model.mountPath,
    modelName: model.name,
    drainSeconds: sizing.terminationGraceSeconds - DEREGISTRATION_SECONDS - 5,
    limits: contract.budget._engineLimits(),
  };
  return {
    name: profile.name,
    image: engine.image,
    // The digest says what runs; IfNotPresent lets a node start it while the registry is away.
    imagePullPolicy: 'IfNotPresent',
    command: profile.command,
    args: renderArguments(profile, values, engine.args),
    env: [...renderEnvironment(profile, values, engine.environment), ...parts.env],
    ports: [{ name: profile.ports[0].name, containerPort: profile.ports[0].port, protocol: 'TCP' }],
    ...engineProbes(profile, model.size),
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

function orNone(map: Record<string, string>): Record<string, string> | undefined {
  return Object.keys(map).length > 0 ? map : undefined;
}
