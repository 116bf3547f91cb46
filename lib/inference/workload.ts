import { Contribution, EmittedObject } from './contribution';
import { peers } from './peers';
import { PodRole, podTemplate, ServiceContract } from './pod';
import { ScaleTarget } from './scale-target';
import { EngineProfile } from '../engines/engine-profile';
import { Mesh } from '../kubernetes/mesh';
import { Problem } from '../private/problems';

/** Options of replicas that span several nodes. */
export interface LeaderWorkerSetOptions {
  /** Nodes of one replica, 2 to 32; each has the GPUs of the service. */
  readonly size: number;
}

interface WorkloadParts {
  readonly nodes: number;
  readonly manifest: (contract: ServiceContract) => EmittedObject;
  readonly target: (name: string) => ScaleTarget;
  /** Regular expression (RE2, anchored) for the names that its controller gives to pods. */
  readonly podNames: (name: string) => string;
  /** Further labels of the pods that serve. */
  readonly servingLabels: Record<string, string>;
  /** Whether Kueue reads the label of a queue on it. */
  readonly isQueued: boolean;
  readonly problems: Problem[];
}

/** The service whose replicas it runs. */
interface Served {
  readonly name: string;
  readonly engine: { readonly profile: EngineProfile };
  readonly mesh: Mesh;
}

const MOST_NODES = 32;

/** A surge would need GPUs that a full cluster does not have, and the update would wait for ever. */
const ONE_BY_ONE = { maxSurge: 0, maxUnavailable: 1 };

/** What runs the replicas. */
export class Workload {
  /** A Deployment: a replica is a pod. */
  public static deployment(): Workload {
    return new Workload({
      nodes: 1,
      manifest: deployment,
      target: (name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name }),
      podNames: replicaNames,
      servingLabels: {},
      isQueued: true,
      problems: [],
    });
  }

  /**
   * A LeaderWorkerSet (`leaderworkerset.x-k8s.io/v1`): a replica is a group of pods on several nodes. Their traffic among
   * each other is neither encrypted nor authenticated by the engines: it stays outside the mesh, and the NetworkPolicy
   * lets in pods of the same service only.
   *
   * @param options nodes of a replica
   */
  public static leaderWorkerSet(options: LeaderWorkerSetOptions): Workload {
    return new Workload({
      nodes: options.size,
      manifest: leaderWorkerSet,
      target: (name) => ({ apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name }),
      podNames: (name) => `${name}-[0-9]+(-[0-9]+)?`,
      servingLabels: { 'leaderworkerset.sigs.k8s.io/worker-index': '0' },
      isQueued: true,
      problems: checkSize(options.size),
    });
  }

  /**
   * A KServe InferenceService (`serving.kserve.io/v1beta1`, standard deployment), for teams whose tools expect one. Pods
   * are the same as in a Deployment; KServe's own autoscaler stays off.
   */
  public static kserve(): Workload {
    return new Workload({
      nodes: 1,
      manifest: inferenceService,
      target: (name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name: `${name}-predictor` }),
      podNames: (name) => replicaNames(`${name}-predictor`),
      servingLabels: {},
      isQueued: false,
      problems: [],
    });
  }

  private constructor(private readonly parts: WorkloadParts) {}

  /** Nodes of one replica. */
  public get nodes(): number {
    return this.parts.nodes;
  }

  /** @internal */
  public get _servingLabels(): Record<string, string> {
    return this.parts.servingLabels;
  }

  /** @internal */
  public get _isQueued(): boolean {
    return this.parts.isQueued;
  }

  /** @internal */
  public _manifest(contract: ServiceContract): EmittedObject {
    return this.parts.manifest(contract);
  }

  /** @internal */
  public _scaleTarget(name: string): ScaleTarget {
    return this.parts.target(name);
  }

  /**
   * Pattern of the names of its pods.
   *
   * @internal
   */
  public _podNames(name: string): string {
    return this.parts.podNames(name);
  }

  /** @internal */
  public _contribution({ name, engine, mesh }: Served): Contribution {
    return this.nodes > 1 ? peers(engine.profile, mesh, name) : {};
  }

  /** @internal */
  public _problems({ engine: { profile } }: Served): Problem[] {
    if (this.nodes === 1 || profile.multiNode) {
      return this.parts.problems;
    }
    return [
      ...this.parts.problems,
      {
        what: `${profile.name} does not spread one model over several nodes`,
        got: this.nodes,
        allowed: 'an engine whose profile has multiNode, or Workload.deployment()',
        fix: 'use another engine, or a model that fits the GPUs of one node',
      },
    ];
  }
}

/**
 * Pods of a Deployment: its name, the hash of the ReplicaSet, five characters. Neither part holds a dash, so that pods of
 * `chat-large` are none of `chat`.
 */
function replicaNames(name: string): string {
  return `${name}-[a-z0-9]{1,10}-[a-z0-9]{5}`;
}

function deployment(contract: ServiceContract): EmittedObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: contract.name,
    annotations: contract.furtherModels.annotations,
    body: {
      spec: {
        replicas: fixedReplicas(contract),
        revisionHistoryLimit: 3,
        selector: { matchLabels: contract.selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: ONE_BY_ONE },
        template: podTemplate(contract),
      },
    },
  };
}

function leaderWorkerSet(contract: ServiceContract): EmittedObject {
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    name: contract.name,
    annotations: contract.furtherModels.annotations,
    body: {
      spec: {
        replicas: fixedReplicas(contract),
        rolloutStrategy: { type: 'RollingUpdate', rollingUpdateConfiguration: ONE_BY_ONE },
        leaderWorkerTemplate: {
          size: contract.nodes,
          // a group that lost a member waits for it for ever
          restartPolicy: 'RecreateGroupOnPodRestart',
          leaderTemplate: podTemplate(contract, PodRole.SERVER),
          workerTemplate: podTemplate(contract, PodRole.WORKER),
        },
      },
    },
  };
}

function inferenceService(contract: ServiceContract): EmittedObject {
  const { metadata, spec } = podTemplate(contract);
  const { containers, ...pod } = spec;
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    name: contract.name,
    annotations: {
      ...contract.furtherModels.annotations,
      'serving.kserve.io/deploymentMode': 'Standard',
      'serving.kserve.io/autoscalerClass': 'none',
    },
    body: {
      spec: {
        predictor: {
          ...metadata,
          ...pod,
          minReplicas: contract.scaling.min,
          deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: ONE_BY_ONE },
          // KServe looks for the engine under this name
          containers: containers.map((container) => ({ ...container, name: 'kserve-container' })),
        },
      },
    },
  };
}

/** An autoscaler owns the number; one that is written too would be fought over at every apply. */
function fixedReplicas({ scaling }: ServiceContract): number | undefined {
  return scaling.isAutomatic ? undefined : scaling.min;
}

function checkSize(size: number): Problem[] {
  return Number.isInteger(size) && size >= 2 && size <= MOST_NODES
    ? []
    : [
        {
          what: 'nodes of a replica are out of bounds',
          got: size,
          allowed: `a whole number from 2 to ${MOST_NODES}`,
          fix: 'use Workload.deployment() for replicas on one node',
        },
      ];
}
