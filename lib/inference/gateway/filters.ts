import { LIMIT_HEADER, mostTokens, NamedFilter } from './global-limits';
import { ALWAYS } from '../abuse-budget';
import { TENANT_HEADER } from '../caller-tokens';
import { filterBefore, typed } from '../inbound-filter';
import { BudgetLimit } from '../tenant-budget';

/** A service behind a gateway, and what one request to it may take. */
export interface FilteredHost {
  readonly hostname: string;
  readonly bodyBytes: number;
  readonly seconds: number;
  /** Tokens, where they are counted. */
  readonly mostTokens?: number;
}

/** What the filters of a gateway are made from. */
export interface FilterContext {
  /** Filters that count what tenants use, in the order in which requests meet them. */
  readonly limits: readonly NamedFilter[];
  /** Whether an endpoint picker is asked, which reads requests before what stands before the router. */
  readonly isPicked: boolean;
  readonly hosts: readonly FilteredHost[];
}

/**
 * Headers that limits, endpoint pickers and Envoy itself believe. Envoy takes its own from addresses that it calls internal.
 *
 * Source: gateway-api-inference-extension and llm-d-router, pkg/epp/metadata/consts.go, 2026-08; Envoy documentation, router.
 */
const BELIEVED = [
  TENANT_HEADER,
  ...['x-gateway-inference-objective', 'x-gateway-inference-fairness-id', 'x-gateway-model-name-rewrite'],
  ...['x-gateway-destination-endpoint', 'x-gateway-destination-endpoint-subset', 'x-gateway-model-name'],
  ...['x-llm-d-inference-objective', 'x-llm-d-inference-fairness-id', 'x-llm-d-model-name-rewrite'],
  ...['x-ai-eg-model', 'x-envoy-max-retries', 'x-envoy-retry-on', 'x-envoy-retry-grpc-on'],
  ...['x-envoy-upstream-rq-timeout-ms', 'x-envoy-upstream-rq-per-try-timeout-ms', 'x-envoy-original-path'],
  ...['x-envoy-hedge-on-per-try-timeout', 'x-envoy-retriable-status-codes', 'x-envoy-retriable-header-names'],
];

/** Seconds that a client has to send a request, beside those of the answer. */
export const SECONDS_TO_SEND = 60;

/** Seconds that a client has for the headers of a request. */
const SECONDS_FOR_HEADERS = 10;

/** Headers are held until they are complete. */
const HEADER_KIBIBYTES = 16;

/** One request in a minute: what belongs to no tenant was refused before. */
const NEXT_TO_NOTHING = bucket(1);

/** Patches of an EnvoyFilter, in the order in which requests meet what they add. */
export function gatewayPatches({ limits, hosts, isPicked }: FilterContext): object[] {
  const smallest = Math.min(...hosts.map(({ bodyBytes }) => bodyBytes));
  const gateway = { context: 'GATEWAY' } as const;
  // a host whose patch did not apply gets the smallest limit of all
  const buffer = typed('filters.http.buffer.v3.Buffer', { max_request_bytes: smallest });
  const counted: NamedFilter[] = [...limits, ['buffer', buffer]];
  return [
    filterBefore('header_mutation', headersRemoved(), { ...gateway, operation: 'INSERT_FIRST' }),
    ...(isPicked
      ? // each stands right behind authorization, so that the last one meets a request first
        counted.reverse().map(([name, config]) => filterBefore(name, config, { ...gateway, operation: 'INSERT_AFTER' }))
      : counted.map(([name, config]) => filterBefore(name, config, gateway))),
    ...hosts.map(hostPatch),
    ...hosts.map(routePatch),
    SENDER_PATCH,
  ];
}

/**
 * A client that sends slowly, or headers without end, is cut off: Envoy waits for a request as long as it takes otherwise, and
 * Istio sets no time either.
 *
 * Source: Envoy documentation, "Configuring Envoy as an edge proxy".
 */
const SENDER_PATCH = {
  applyTo: 'NETWORK_FILTER',
  match: {
    context: 'GATEWAY',
    listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
  },
  patch: {
    operation: 'MERGE',
    value: {
      typed_config: typed('filters.network.http_connection_manager.v3.HttpConnectionManager', {
        request_headers_timeout: `${SECONDS_FOR_HEADERS}s`,
        request_timeout: `${SECONDS_TO_SEND}s`,
        max_request_headers_kb: HEADER_KIBIBYTES,
      }),
    },
  },
};

function headersRemoved(): object {
  const removals = BELIEVED.map((header) => ({ remove: header }));
  return typed('filters.http.header_mutation.v3.HeaderMutation', { mutations: { request_mutations: removals } });
}

/** Requests in a minute that each pod lets in, by tenant: each counts alone. */
export function localLimit(requestsPerMinute: ReadonlyMap<string, number>): NamedFilter {
  const config = typed('filters.http.local_ratelimit.v3.LocalRateLimit', {
    stat_prefix: 'tenants',
    token_bucket: NEXT_TO_NOTHING,
    always_consume_default_token_bucket: false,
    filter_enabled: ALWAYS,
    filter_enforced: ALWAYS,
    rate_limits: [{ actions: [{ request_headers: { header_name: TENANT_HEADER, descriptor_key: 'tenant' } }] }],
    descriptors: [...requestsPerMinute].map(([value, requests]) => ({
      entries: [{ key: 'tenant', value }],
      token_bucket: bucket(requests),
    })),
    response_headers_to_add: [{ header: { key: LIMIT_HEADER, value: BudgetLimit.REQUESTS_PER_MINUTE } }],
  });
  return ['local_ratelimit', config];
}

function bucket(requests: number): object {
  return { max_tokens: requests, tokens_per_fill: requests, fill_interval: '60s' };
}

function hostPatch({ hostname, bodyBytes }: FilteredHost): object {
  const buffer = typed('filters.http.buffer.v3.BufferPerRoute', { buffer: { max_request_bytes: bodyBytes } });
  return {
    applyTo: 'VIRTUAL_HOST',
    match: { context: 'GATEWAY', routeConfiguration: { vhost: { name: `${hostname}:443` } } },
    patch: { operation: 'MERGE', value: { typed_per_filter_config: { 'envoy.filters.http.buffer': buffer } } },
  };
}

/** A request is sent again only if no engine has begun with it. Istio also repeats what was answered with 503: queue full. */
function routePatch({ hostname, seconds, mostTokens: tokens }: FilteredHost): object {
  return {
    applyTo: 'HTTP_ROUTE',
    match: { context: 'GATEWAY', routeConfiguration: { vhost: { name: `${hostname}:443` } } },
    patch: {
      operation: 'MERGE',
      value: {
        ...(tokens !== undefined && { metadata: mostTokens(tokens) }),
        route: {
          retry_policy: { retry_on: 'connect-failure,refused-stream', num_retries: 1 },
          max_stream_duration: { max_stream_duration: `${seconds + SECONDS_TO_SEND}s` },
        },
      },
    },
  };
}
