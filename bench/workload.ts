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
  /** Nothing is validated. */
  readonly unchecked?: boolean;
}

/** Loads a package in a child process. */
export interface Loading {
  readonly script: 'require';
  /** What to load; nothing for Node alone. */
  readonly name?: string;
  /** What is used of it. */
  readonly uses?: readonly string[];
}

export type Workload = Synthesis | Loading;

/** What a child process used. */
export interface Usage {
  /** Processor time of the whole process, the start of Node included, in milliseconds. */
  readonly total: number;
  /** Processor time of the part that is asked about, in milliseconds. */
  readonly work: number;
  readonly peakMiB: number;
}
