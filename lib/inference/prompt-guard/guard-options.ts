/** A service in the cluster that decides about requests. */
export interface GuardServiceOptions {
  /** Namespace of the service. */
  readonly namespace: string;

  /** Name of the service. */
  readonly service: string;

  /** Port of the service, which is that of its pods too. */
  readonly port: number;

  /** Labels of its pods, which the network lets the service reach. */
  readonly podLabels: { [key: string]: string };

  /**
   * Seconds in which it must answer. A request that it does not answer about is refused.
   *
   * @default 10
   */
  readonly timeoutSeconds?: number;
}

/** How a guard is asked. */
export enum GuardProtocol {
  /** `envoy.service.auth.v3.Authorization/Check`, with the whole request in one message. */
  GRPC = 'grpc',

  /** The request itself, whose path and body the guard gets. Status 200 lets it pass. */
  HTTP = 'http',
}

/** Options of a guard that is asked about requests. */
export interface ExternalAuthorizationOptions extends GuardServiceOptions {
  /**
   * Name of the extension provider in the configuration of the mesh. In ASM it begins with `grpcextauth-` or
   * `httpextauth-`.
   */
  readonly provider: string;

  /**
   * How it is asked.
   *
   * @default GuardProtocol.GRPC
   */
  readonly protocol?: GuardProtocol;
}

/** What a guard sees of answers. */
export enum GuardedAnswers {
  /** Nothing. */
  NONE = 'none',

  /**
   * The whole answer, before the caller sees any of it: streamed answers arrive at once, when they are complete. The
   * sidecar holds 1 MiB; a longer answer is refused.
   */
  WHOLE = 'whole',

  /** Each piece of an answer before the caller sees it. What was passed on before a refusal cannot be taken back. */
  PIECES = 'pieces',
}

/** Options of a guard that is asked about requests and answers. */
export interface ExternalProcessingOptions extends GuardServiceOptions {
  /**
   * What it sees of answers.
   *
   * @default GuardedAnswers.WHOLE
   */
  readonly answers?: GuardedAnswers;
}
