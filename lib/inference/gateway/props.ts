import { EndpointPicker } from './endpoint-picker';
import { RateLimitService } from './rate-limit-service';
import { CallerTokens } from '../caller-tokens';
import { SecureGpuInferenceService } from '../secure-gpu-inference-service';
import { BudgetLimit, TenantBudget } from '../tenant-budget';

/** Where a gateway can be reached from. */
export enum GatewayExposure {
  /** From pods of the cluster: a Service of type ClusterIP. */
  CLUSTER = 'cluster',
  /** From the VPC: a load balancer with an intranet address. */
  VPC = 'vpc',
}

/** Who sends requests through a gateway, by network. Tokens say for whom. */
export interface GatewayClients {
  /**
   * Address ranges outside the cluster, of the VPC or of networks that are connected to it.
   *
   * @default - none
   */
  readonly cidrs?: string[];

  /**
   * Namespaces of pods.
   *
   * @default - none
   */
  readonly namespaces?: string[];
}

/** A tenant, as the claim of its tokens names it. */
export interface GatewayTenant {
  /** Value of the claim. */
  readonly name: string;

  /** What it may use. */
  readonly budget: TenantBudget;

  /**
   * Limits of the budget that the gateway does not hold, and that something else has to. They are written on the Gateway as
   * a residual risk.
   *
   * @default - none: a limit that is not held is an error
   */
  readonly notEnforced?: BudgetLimit[];
}

/** The next release of a service, which answers a part of its requests while both run. */
export interface GatewayCanary {
  /**
   * The service that answers this part. It has the namespace, the routes and the name of the model of the one that it follows,
   * and its guards: a caller does not choose which of them answers.
   */
  readonly service: SecureGpuInferenceService;

  /** Percent of the requests that it answers, a whole number from 0 to 100. Going back is 0. */
  readonly percent: number;
}

/** A service behind a gateway. */
export interface GatewayRoute {
  /** The service that answers. */
  readonly service: SecureGpuInferenceService;

  /** Host name of its requests. */
  readonly hostname: string;

  /**
   * Tenants that may call it.
   *
   * @default - all tenants of the gateway
   */
  readonly tenants?: string[];

  /**
   * The picker that chooses the replica of each request. The control plane of the mesh needs
   * `ENABLE_GATEWAY_API_INFERENCE_EXTENSION=true`.
   *
   * @default - the gateway spreads requests evenly
   */
  readonly picker?: EndpointPicker;

  /**
   * The next release of the service, with its part of the requests.
   *
   * @default - none
   */
  readonly canary?: GatewayCanary;
}

/** Properties of `InferenceGateway`. */
export interface InferenceGatewayProps {
  /** Host names that it answers, as its certificate has them, for example `*.llm.internal.example.com`. */
  readonly hostname: string;

  /** Secret of type `kubernetes.io/tls` in the namespace of the chart, as cert-manager or the KMS driver makes it. */
  readonly certificateSecret: string;

  /** Tokens of callers, with the claim that names the tenant. */
  readonly tokens: CallerTokens;

  /** Tenants, each with its budget. A token of another one is refused. */
  readonly tenants: GatewayTenant[];

  /** Services, each at a host name of its own. */
  readonly routes: GatewayRoute[];

  /** Who may open connections. */
  readonly clients: GatewayClients;

  /** Image of the proxy, by digest: what the mesh publishes as `proxyv2` for `istioVersion`. */
  readonly proxyImage: string;

  /** Version of Istio, or of the Istio that the ASM instance is built from. Versions with known holes are refused. */
  readonly istioVersion: string;

  /**
   * Where it can be reached from; never from the Internet.
   *
   * @default GatewayExposure.CLUSTER
   */
  readonly exposure?: GatewayExposure;

  /**
   * The service that counts requests and tokens for all pods of the gateway together.
   *
   * @default - each pod counts the requests of its part of a budget, and nothing counts tokens
   */
  readonly rateLimitService?: RateLimitService;

  /**
   * Pods of the gateway. The requests of a budget are divided among them where no `rateLimitService` counts them together.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * Whether services get the token. Whoever takes over an engine could then act for its callers.
   *
   * @default false
   */
  readonly forwardTokens?: boolean;

  /**
   * Name of every object.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;
}
