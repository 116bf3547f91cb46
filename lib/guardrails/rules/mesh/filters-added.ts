import { Rule } from '../rule';
import { Severity } from '../severity';

/** Filters that limit requests, or answer some of them, and send none elsewhere. */
const HARMLESS = [
  ...['local_ratelimit', 'buffer', 'bandwidth_limit', 'compressor', 'decompressor', 'connect_grpc_bridge', 'cors'],
  ...['csrf', 'fault', 'grpc_stats', 'grpc_web', 'health_check', 'jwt_authn', 'rbac', 'stateful_session'],
  ...['admission_control', 'adaptive_concurrency'],
];

/** Whether a configuration asks a Service of the cluster, and refuses requests when it does not answer. */
const asksAService = (config: string): string =>
  `(${config}.?grpc_service.?envoy_grpc.?cluster_name.orValue('').endsWith('.svc.cluster.local') && !${config}.?failure_mode_allow.orValue(false))`;

const CONFIG = 'each.?patch.?value.?typed_config';

const ASKS_A_SERVICE = `(
  each.?patch.?value.?name.orValue('') in ['envoy.filters.http.ext_proc', 'envoy.filters.http.ext_authz']
  && (${asksAService(CONFIG)} || ${asksAService(`${CONFIG}.?extension_config.?typed_config`)})
)`;

/** Whoever takes headers away can only take something from those who believe them. */
const REMOVES_HEADERS = `(
  each.?patch.?value.?name.orValue('') == 'envoy.filters.http.header_mutation'
  && each.?patch.?value.?typed_config.?mutations.orValue({}).all(part,
    part == 'request_mutations'
    && each.patch.value.typed_config.mutations[part].all(mutation, mutation.all(key, key == 'remove'))
  )
)`;

/** A limit of a route in place of that of the listener. */
const LIMITS_BODIES = `each.?patch.?value.?typed_per_filter_config.orValue({}).all(name,
  name == 'envoy.filters.http.buffer'
  && each.patch.value.typed_per_filter_config[name].?buffer.?max_request_bytes.orValue(0) != 0
)`;

/** Source: istio/api, networking/v1alpha3/envoy_filter.proto, 2026-07-21. What it removes or merges into is judged by SAI-MSH-015. */
export const filtersAdded: Rule = {
  id: 'SAI-MSH-027',
  name: 'mesh-filters-added',
  title: 'EnvoyFilter adds code, hosts or settings',
  rationale:
    'What an EnvoyFilter adds runs in the proxy with every prompt in plain text, and can switch authorization off for a route.',
  severity: Severity.MEDIUM,
  match: { subject: 'object', kinds: [{ group: 'networking.istio.io', kinds: ['EnvoyFilter'] }] },
  cel: `
    object.?spec.?configPatches.orValue([]).all(each,
      each.?patch.?operation.orValue('') in ['REMOVE', 'REPLACE']
      || (
        each.?applyTo.orValue('') == 'HTTP_FILTER'
        && (${ASKS_A_SERVICE} || ${REMOVES_HEADERS} || each.?patch.?operation.orValue('') == 'MERGE' || each.?patch.?value.?name.orValue('') in [${HARMLESS.map((name) => `'envoy.filters.http.${name}'`).join(', ')}])
      )
      || (
        each.?applyTo.orValue('') in ['HTTP_ROUTE', 'VIRTUAL_HOST', 'ROUTE_CONFIGURATION']
        && each.?patch.?operation.orValue('') == 'MERGE'
        && ${LIMITS_BODIES}
        && !each.?patch.?value.?request_mirror_policies.hasValue()
        && each.?patch.?value.?route.orValue({}).all(key, !(key in ['request_mirror_policies', 'cluster']))
      )
      || (each.?applyTo.orValue('') in ['NETWORK_FILTER', 'FILTER_CHAIN', 'LISTENER', 'LISTENER_FILTER'] && each.?patch.?operation.orValue('') == 'MERGE')
    )
  `,
  message:
    'an EnvoyFilter adds filters that are not known to be harmless, listeners, clusters, or settings of the whole proxy',
  fix: 'add filters that limit only, such as local_ratelimit and buffer; use AuthorizationPolicy, Telemetry and ServiceEntry',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
