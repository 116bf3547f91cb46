import { renderArguments } from '../engines';
import { ApiAccess, TOKEN_MOUNT, tokenVolume } from './api-access';
import { Gpu } from './gpu';
import { InferenceEngine } from './inference-engine';
import { ModelSource } from './model-source';
import { PodSizing } from './pod-options';
import { engineProbes } from './probes';
import { Scaling } from './scaling';
import { containerSecurityContext, podSecurityContext } from '../kubernetes/hardened-pod';
import { KubernetesFeature, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { Mesh } from '../kubernetes/mesh';
import { SandboxRuntime } from '../kubernetes/sandbox-runtime';
import { scratchMount, scratchVolume } from '../kubernetes/scratch-volume';

/** Everything that decides the pods of a service. */
export interface ServiceContract {
  readonly namespace: string;
  readonly name: string;
  readonly selector: Record<string, string>;
  readonly labels: Record<string, string>;
  readonly engine: InferenceEngine;
  readonly model: ModelSource;
  readonly gpu: Gpu;
  readonly sizing: PodSizing;
  readonly scaling: Scaling;
  readonly mesh: Mesh;
  readonly version: KubernetesVersion;
  readonly runtime?: SandboxRuntime;
  readonly apiAccess?: ApiAccess;
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
    template: {
      metadata: {
        labels: { ...contract.labels, ...contract.mesh.podLabels },
        annotations: contract.mesh.podAnnotations,
      },
      spec: podSpec(contract),
    },
  };
}

function podSpec(contract: ServiceContract): object {
  const { sizing, gpu, model, apiAccess } = contract;
  return {
    serviceAccountName: contract.name,
    automountServiceAccountToken: false,
    // A Service named like the engine would set variables such as VLLM_PORT=tcp://…, which the engine reads.
    enableServiceLinks: false,
    runtimeClassName: contract.runtime?.runtimeClassName,
    securityContext: podSecurityContext(sizing, contract.version),
    terminationGracePeriodSeconds: sizing.terminationGraceSeconds,
    nodeSelector: contract.runtime?.nodeLabels,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: gpu._nodeRequirements() }],
        },
      },
    },
    tolerations: gpu._tolerations(),
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: contract.selector },
    })),
    containers: [engineContainer(contract)],
    volumes: [
      ...sizing.scratch.map(scratchVolume),
      model._volume(contract),
      ...(apiAccess ? [tokenVolume(apiAccess)] : []),
    ],
  };
}

function engineContainer(contract: ServiceContract): object {
  const { engine, sizing, model, gpu, version, apiAccess } = contract;
  const { profile } = engine;
  const resources = {
    cpu: String(sizing.cpu),
    memory: `${sizing.memoryMiB}Mi`,
    'ephemeral-storage': `${sizing.ephemeralStorageMiB}Mi`,
    ...gpu._resources(),
  };
  return {
    name: profile.name,
    image: engine.image,
    // The digest says what runs; IfNotPresent lets a node start it while the registry is away.
    imagePullPolicy: 'IfNotPresent',
    command: profile.command,
    args: renderArguments(
      profile,
      {
        version: engine.version,
        port: profile.ports[0].port,
        gpus: gpu.count,
        modelPath: model.mountPath,
        modelName: model.name,
        drainSeconds: sizing.terminationGraceSeconds - DEREGISTRATION_SECONDS - 5,
      },
      engine.args,
    ),
    env: Object.entries(engine.environment).map(([name, value]) => ({ name, value })),
    ports: [{ name: profile.ports[0].name, containerPort: profile.ports[0].port, protocol: 'TCP' }],
    ...engineProbes(profile, model.size),
    lifecycle: version.has(KubernetesFeature.SLEEP_ACTION)
      ? { preStop: { sleep: { seconds: DEREGISTRATION_SECONDS } } }
      : undefined,
    resources: { requests: resources, limits: resources },
    securityContext: containerSecurityContext(),
    volumeMounts: [...sizing.scratch.map(scratchMount), model._mount(), ...(apiAccess ? [TOKEN_MOUNT] : [])],
  };
}
