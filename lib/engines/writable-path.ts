/** A directory that an engine writes to. Everything else is read-only. */
export interface WritablePath {
  /** Volume name. */
  readonly name: string;

  /** Absolute path in the container. */
  readonly path: string;

  /** Size in MiB. Writing more evicts the pod. */
  readonly sizeMiB: number;

  /**
   * Whether it lies in memory and counts against the memory limit.
   *
   * @default false
   */
  readonly inMemory?: boolean;

  /**
   * Whether `sizeMiB` is meant for each GPU.
   *
   * @default false
   */
  readonly perGpu?: boolean;

  /** What the engine writes there. */
  readonly reason: string;
}
