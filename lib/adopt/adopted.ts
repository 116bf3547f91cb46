import type { EngineKey } from '../engines';
import type { PodReferences } from '../kubernetes/pod-references';

/** A map of a manifest that nobody validated. */
export type Fields = Readonly<Record<string, any>>;

/** A service that the program makes: what its properties are written from. */
export interface Adopted {
  readonly name: string;
  readonly namespace: string;
  readonly engine: EngineKey;
  readonly image: string;
  readonly version: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly model: AdoptedModel;
  readonly gpu: AdoptedGpu;
  readonly nodes: number;
  readonly isKserve: boolean;
  readonly replicas: number;
  readonly budget: Readonly<Record<string, number>>;
  readonly pod: AdoptedPod;
  readonly references: PodReferences;
  readonly secrets: readonly { readonly secretName: string; readonly mountPath: string }[];
}

/** GPUs of a pod, as the program writes them, and what they count against the quota of the namespace. */
export interface AdoptedGpu {
  readonly expression: string;
  readonly whole: number;
  /** Profile of a MIG partition. */
  readonly mig?: string;
}

/** Model on a claim. */
export interface AdoptedModel {
  readonly name: string;
  readonly claimName: string;
  readonly subPath?: string;
  readonly format: string;
  readonly gibibytes: number;
}

/** Properties of the pod; undefined for the default. */
export interface AdoptedPod {
  readonly user?: number;
  readonly group?: number;
  readonly cpu?: number;
  readonly memoryMiB?: number;
  readonly ephemeralStorageMiB?: number;
  readonly terminationGraceSeconds?: number;
  readonly scratch: readonly {
    readonly name: string;
    readonly path: string;
    readonly mebibytes: number;
    readonly inMemory: boolean;
  }[];
}
