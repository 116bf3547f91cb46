import type { CheckedShape } from './checked';
import type { InspectedKind } from './inspected';

/** Builds and synthesizes services in a child process. */
export interface Synthesis {
  readonly script: 'synth';
  readonly app: 'App' | 'SecureApp';
  /**
   * What a service is made of: the manifests of a namespace with all that is in it, those of the service alone, or the
   * construct that makes the latter.
   */
  readonly content: 'team' | 'manifests' | 'construct';
  readonly services: number;
  /** One chart for all, instead of one each. */
  readonly oneChart?: boolean;
  /** Each chart depends on the one before. */
  readonly chained?: boolean;
  /** `Checks.enforceOn` the app, beside what each service checks of itself. */
  readonly enforced?: boolean;
  /** Nothing is validated. */
  readonly unchecked?: boolean;
}

/** Writes the same objects as JSON, with nothing in between: what cannot be undercut. */
export interface Floor {
  readonly script: 'floor';
  readonly services: number;
}

/** Makes objects with the classes that cdk8s-plus has for them, and synthesizes them in one chart. */
export interface PlusSynthesis {
  readonly script: 'cdk8s-plus';
  readonly services: number;
}

/** Builds and synthesizes a Terraform stack. */
export interface TerraformSynthesis {
  readonly script: 'terraform';
  /** Resources by the constructs of the library, or the same written with the generated bindings. */
  readonly made: 'library' | 'bindings';
  readonly units: number;
}

/** Loads a package in a child process. */
export interface Loading {
  readonly script: 'require';
  /** What to load; nothing for Node alone. */
  readonly name?: string;
  /** What is used of it, a name of a submodule as `alicloud.ModelStore`. */
  readonly uses?: readonly string[];
  /** Bindings of which something is made, which loads them. */
  readonly bindings?: readonly string[];
}

/** Hashes the files of a model in a child process. */
export interface Hashing {
  readonly script: 'hash';
  readonly program: 'model-guard' | 'sha256sum';
  /** Four files of 256 MiB, or a sparse one of 50 GiB. */
  readonly model: 'files' | 'sparse';
}

/** Looks into one file of a model in a child process. */
export interface Inspection {
  readonly script: 'inspect';
  readonly kind: InspectedKind;
  readonly mebibytes: 1 | 16 | 1024;
}

/** Checks one large file in a child process. */
export interface Check {
  readonly script: 'check';
  readonly shape: CheckedShape;
  readonly megabytes: 1 | 10 | 100;
}

/** Runs a program. */
export interface Command {
  readonly script: 'command';
  readonly name: string;
  /** How much there is for it to do. */
  readonly size?: number;
}

export type Workload =
  Synthesis | Floor | PlusSynthesis | TerraformSynthesis | Loading | Hashing | Inspection | Check | Command;

/** What a child process used. */
export interface Usage {
  /** From start to end, in milliseconds. */
  readonly wall: number;
  /** Processor time of all its processes, their start included, in milliseconds. */
  readonly total: number;
  /** Processor time of the part that is asked about, in milliseconds; of a program all of it. */
  readonly work: number;
  /** Most memory that it had; of a program that is not Node unknown. */
  readonly peakMiB?: number;
}
