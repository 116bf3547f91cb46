/** Numbers with which an engine starts. */
export interface NumericRange {
  /** Flag with leading dashes. */
  readonly name: string;

  /**
   * Other spellings that the engine takes.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * The number is greater than this.
   *
   * @default - no bound
   */
  readonly above?: number;

  /**
   * The number is at least this.
   *
   * @default - no bound
   */
  readonly least?: number;

  /**
   * The number is at most this.
   *
   * @default - no bound
   */
  readonly most?: number;
}

/** Flags that spread a model over GPUs, with all of their spellings. */
export interface Parallelism {
  /** Tensor parallelism; without it every GPU of a node. */
  readonly tensor: string[];

  /** Pipeline parallelism; without it every node. */
  readonly pipeline: string[];

  /** Data parallelism. */
  readonly data: string[];

  /** Flags with which data parallelism shares the GPUs of tensor parallelism. */
  readonly shared: string[];
}
