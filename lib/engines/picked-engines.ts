/**
 * Engines whose metrics an endpoint picker looks for where its configuration names no others.
 *
 * Source: gateway-api-inference-extension 1.5.0, pkg/epp/server/options.go.
 */
export const PICKED_ENGINES: readonly string[] = ['vllm'];
