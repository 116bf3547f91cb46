import { ModelTask } from './model-task';

/** Who may call a route of an engine. */
export enum RouteAccess {
  /** Declared callers: it answers requests of a model's users. */
  CALLERS = 'callers',

  /** The declared metrics scraper only. */
  SCRAPER = 'scraper',

  /** Nobody over the network; the kubelet's probes reach it through the mesh agent. */
  PROBES = 'probes',

  /** Nobody: it administers the engine, leaks its state, or loads code or weights. */
  NOBODY = 'nobody',
}

/** One HTTP route that an engine registers. */
export interface EngineRoute {
  /** HTTP method, upper case. */
  readonly method: string;

  /**
   * Path as the engine registers it, for example `/v1/models`. `${modelName}` is the name of the served model, `{name}`
   * one segment that callers choose, `{name:path}` any number of them.
   */
  readonly path: string;

  /** Who may call it. */
  readonly access: RouteAccess;

  /**
   * Flag or variable that makes the engine register the route: `--rerank`, `--allow-grpc=true` or `NAME=1`.
   *
   * @default - the engine registers it without one
   */
  readonly enabledBy?: string;

  /**
   * Tasks of a service for which callers may use the route.
   *
   * @default - every task
   */
  readonly tasks?: ModelTask[];

  /**
   * Name of the port that answers it.
   *
   * @default - the first port of those for its callers
   */
  readonly port?: string;

  /**
   * Why nobody may call it.
   *
   * @default - what the path says
   */
  readonly reason?: string;
}

/** Who reaches a port of an engine. */
export enum PortAudience {
  /** Declared callers, and the metrics scraper unless it has a port of its own. */
  CALLERS = 'callers',

  /** The declared metrics scraper only. */
  SCRAPER = 'scraper',

  /** Replicas of the same multi-node group only. */
  PEERS = 'peers',

  /** Nobody outside the pod. */
  POD = 'pod',
}

/** A port that an engine listens on. */
export interface EnginePort {
  /** Port name, at most 15 characters. */
  readonly name: string;

  /** Port number. */
  readonly port: number;

  /** Who reaches it. */
  readonly audience: PortAudience;

  /**
   * What is spoken on it, as `appProtocol` of a Service names it.
   *
   * @default http
   */
  readonly protocol?: string;
}

/** Paths of the health endpoints, on the first port of the engine. */
export interface EngineHealth {
  /** Answers 200 once the engine can serve. */
  readonly readinessPath: string;

  /** Answers 200 as long as the engine is alive, busy or not. */
  readonly livenessPath: string;
}
