/** One way into or out of the pods of a workload. */
export interface ReachableEdge {
  /** Who opens the connection, for example `gateway/llm-gateway`. */
  readonly source: string;

  /** Who accepts it, for example `Deployment inference/qwen`. */
  readonly target: string;

  /** Port and protocol, for example `8000/TCP`; `any` for all. */
  readonly port: string;

  /** HTTP methods, separated by commas; `any` where nothing looks at them. */
  readonly methods: string;

  /** HTTP paths, separated by commas; `any` where nothing looks at them. */
  readonly paths: string;
}

/** What changed between two lists of edges. */
export interface ReachabilityDiff {
  /** Edges that are new: each widens what can be reached. */
  readonly added: ReachableEdge[];

  /** Edges that are gone. */
  readonly removed: ReachableEdge[];
}
