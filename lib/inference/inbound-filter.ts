/** A patch that puts a filter into what a sidecar does with a request, last before it goes to the engine. */
export function inboundFilter(name: string, typedConfig: object): object {
  return {
    applyTo: 'HTTP_FILTER',
    match: {
      context: 'SIDECAR_INBOUND',
      listener: {
        filterChain: {
          filter: {
            name: 'envoy.filters.network.http_connection_manager',
            subFilter: { name: 'envoy.filters.http.router' },
          },
        },
      },
    },
    patch: {
      operation: 'INSERT_BEFORE',
      value: { name: `envoy.filters.http.${name}`, typed_config: typedConfig },
    },
  };
}

/** A message of Envoy as it stands where any message may, `type` below `envoy.extensions`. */
export function typed(type: string, fields: object): object {
  return { '@type': `type.googleapis.com/envoy.extensions.${type}`, ...fields };
}
