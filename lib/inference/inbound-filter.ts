/** Where a filter is put. */
interface FilterPlace {
  readonly context: 'SIDECAR_INBOUND' | 'GATEWAY';
  /** Before the router, before every other filter, or after authorization. */
  readonly operation?: 'INSERT_BEFORE' | 'INSERT_FIRST' | 'INSERT_AFTER';
}

/** Filter beside which another one is put. */
const BESIDE = { INSERT_BEFORE: 'router', INSERT_AFTER: 'rbac', INSERT_FIRST: undefined };

/** A patch that puts a filter into what a sidecar does with a request, last before it goes to the engine. */
export function inboundFilter(name: string, typedConfig: object): object {
  return filterBefore(name, typedConfig, { context: 'SIDECAR_INBOUND' });
}

/** A patch that puts a filter into what a proxy does with a request. */
export function filterBefore(
  name: string,
  typedConfig: object,
  { context, operation = 'INSERT_BEFORE' }: FilterPlace,
): object {
  const beside = BESIDE[operation];
  const place = beside && { subFilter: { name: `envoy.filters.http.${beside}` } };
  return {
    applyTo: 'HTTP_FILTER',
    match: {
      context,
      listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', ...place } } },
    },
    patch: { operation, value: { name: `envoy.filters.http.${name}`, typed_config: typedConfig } },
  };
}

/** A message of Envoy as it stands where any message may, `type` below `envoy.extensions`. */
export function typed(type: string, fields: object): object {
  return { '@type': `type.googleapis.com/envoy.extensions.${type}`, ...fields };
}
