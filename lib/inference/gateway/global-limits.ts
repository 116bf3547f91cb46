import { TENANT_HEADER } from '../caller-tokens';
import { typed } from '../inbound-filter';
import { BudgetLimit } from '../tenant-budget';

/** An HTTP filter of Envoy: its name, without the prefix that all share, and its configuration. */
export type NamedFilter = readonly [name: string, config: object];

/** Header of an answer with status 429, which names the limit that was reached. */
export const LIMIT_HEADER = 'x-limit-exceeded';

/** Where the filter that counts tokens leaves their number, for limits and the log. */
const METADATA = { namespace: 'secure-inference.tokens', key: 'tokens' };

/** Name of the filter, by which a route tells it what a request takes at most. */
const FILTER = 'envoy.filters.http.lua';

const MOST = 'most_tokens';

/** Tokens of a request, as Envoy writes them in logs and counts them in limits. Nothing where a request was refused before. */
export const TOKENS = `%DYNAMIC_METADATA(${METADATA.namespace}:${METADATA.key})%`;

/**
 * Reads what the engine says that an answer took, while the answer passes: nothing is held back. What does not say it, because
 * the client hung up or did not ask for it, counts as the most that a request may take. A quotation mark in an answer is
 * written with a backslash, so that no text that a model writes looks like the field.
 */
function program(mostOfAll: number): string {
  return `
local function set(handle, tokens)
  handle:streamInfo():dynamicMetadata():set("${METADATA.namespace}", "${METADATA.key}", tokens)
end

function envoy_on_request(handle)
  if handle:headers():get(":method") == "POST" then
    set(handle, handle:metadata():get("${MOST}") or ${mostOfAll})
  else
    set(handle, 0)
  end
end

function envoy_on_response(handle)
  local charged = handle:streamInfo():dynamicMetadata():get("${METADATA.namespace}")
  if charged == nil or charged["${METADATA.key}"] == 0 then
    return
  end
  local status = handle:headers():get(":status")
  if status:sub(1, 1) == "4" or status == "503" then
    set(handle, 0)
    return
  end
  local tail, total = "", nil
  for chunk in handle:bodyChunks() do
    local text = tail .. chunk:getBytes(0, chunk:length())
    for found in text:gmatch('"total_tokens"%s*:%s*(%d+)[^%d]') do
      total = math.max(total or 0, tonumber(found))
    end
    tail = text:sub(-128)
  end
  if total ~= nil then
    set(handle, total)
  end
end
`.trimStart();
}

/** What a route tells the filter that counts tokens. */
export function mostTokens(tokens: number): object {
  return { filter_metadata: { [FILTER]: { [MOST]: tokens } } };
}

/** What limits of all pods of a gateway together are made from. */
export interface GlobalLimits {
  /** Name under which the service keeps the limits of the gateway. */
  readonly domain: string;
  /** Cluster of Envoy that leads to the service. */
  readonly cluster: string;
  /** Limits that some tenant has. */
  readonly limits: readonly BudgetLimit[];
  /** Tokens of a request whose route does not say how many it may take. */
  readonly mostOfAll: number;
}

/**
 * A filter for each limit, so that an answer can name the one that was reached, and behind them the one that counts tokens.
 * What a filter before them refuses is charged nothing.
 */
export function globalLimits({ limits, mostOfAll, ...service }: GlobalLimits): NamedFilter[] {
  return [
    ...limits.map((limit): NamedFilter => [`ratelimit.${limit}`, globalLimit(limit, service)]),
    ['lua', typed('filters.http.lua.v3.Lua', { default_source_code: { inline_string: program(mostOfAll) } })],
  ];
}

/** Requests are refused where the service does not answer: Envoy lets them through otherwise. */
function globalLimit(limit: BudgetLimit, { domain, cluster }: Pick<GlobalLimits, 'domain' | 'cluster'>): object {
  const actions = [{ request_headers: { header_name: TENANT_HEADER, descriptor_key: limit } }];
  const tokens = [
    // asks whether there are any left, and takes none
    { actions, hits_addend: { number: 0 } },
    { actions, hits_addend: { format: TOKENS }, apply_on_stream_done: true },
  ];
  return typed('filters.http.ratelimit.v3.RateLimit', {
    domain,
    stat_prefix: limit,
    timeout: '0.5s',
    failure_mode_deny: true,
    status_on_error: { code: 'ServiceUnavailable' },
    rate_limit_service: {
      transport_api_version: 'V3',
      grpc_service: { envoy_grpc: { cluster_name: cluster } },
    },
    rate_limits: limit === BudgetLimit.REQUESTS_PER_MINUTE ? [{ actions }] : tokens,
    response_headers_to_add: [{ header: { key: LIMIT_HEADER, value: limit } }],
  });
}
