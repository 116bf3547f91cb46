import * as fc from 'fast-check';

/** Policies of the mesh around a pod `app: llm` in the namespace `ai`, which takes HTTP at port 8000. */
export type Policies = any[];

const namespace = fc.constantFrom('ai', 'ai', 'istio-system', 'other');
const selector = fc.constantFrom(undefined, { matchLabels: { app: 'llm' } }, { matchLabels: { app: 'x' } }, {});
const mode = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');

const made = (apiVersion: string, kind: string, spec: fc.Arbitrary<object>, annotations = fc.constant({})) =>
  fc
    .record({ namespace, spec, annotations })
    .map(({ spec: written, ...metadata }) => ({ apiVersion, kind, metadata, spec: written }));

const peerAuthentication = made(
  'security.istio.io/v1',
  'PeerAuthentication',
  fc.record(
    {
      selector,
      mtls: fc.record({ mode }),
      portLevelMtls: fc.dictionary(fc.constantFrom('8000', '9000'), fc.record({ mode }), { minKeys: 1, maxKeys: 2 }),
    },
    { requiredKeys: [] },
  ),
).map(withoutPorts);

/** Istio refuses modes of ports in a policy that selects no workload. */
function withoutPorts(policy: any): any {
  const { portLevelMtls, ...spec } = policy.spec;
  return spec.selector?.matchLabels || portLevelMtls === undefined ? policy : { ...policy, spec };
}

const authorizationPolicy = made(
  'security.istio.io/v1',
  'AuthorizationPolicy',
  fc.record(
    {
      selector,
      action: fc.constantFrom('ALLOW', 'DENY', 'AUDIT'),
      targetRefs: fc.constantFrom(undefined, [{ kind: 'Service', group: '', name: 'llm' }]),
      rules: fc.constantFrom([], [{}], [{ to: [{ operation: { methods: ['POST'] } }] }]),
    },
    { requiredKeys: ['rules'] },
  ),
  fc.constantFrom({}, {}, { 'istio.io/dry-run': 'true' }, { 'istio.io/dry-run': 'false' }, { 'istio.io/dry-run': 'T' }),
).map(withOneTarget);

/** Istio refuses a policy that has both, a DENY of nothing, and a dry run of what decides nothing. */
function withOneTarget(policy: any): any {
  const { selector: selected, ...rest } = policy.spec;
  const rules = rest.action === 'DENY' && rest.rules.length === 0 ? [{}] : rest.rules;
  const spec = { ...(selected === undefined || rest.targetRefs === undefined ? policy.spec : rest), rules };
  const { annotations, ...metadata } = policy.metadata;
  return { ...policy, spec, metadata: spec.action === 'AUDIT' ? metadata : policy.metadata };
}

const removal = fc
  .record({
    applyTo: fc.constantFrom('HTTP_FILTER', 'NETWORK_FILTER'),
    match: fc.record({
      context: fc.constantFrom('ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY'),
      listener: fc.record(
        {
          portNumber: fc.constantFrom(8000, 9000),
          filterChain: fc.record({
            filter: fc.record(
              {
                name: fc.constant('envoy.filters.network.http_connection_manager'),
                subFilter: fc.constantFrom({ name: 'envoy.filters.http.rbac' }, { name: 'envoy.filters.http.router' }),
              },
              { requiredKeys: ['name'] },
            ),
          }),
        },
        { requiredKeys: ['filterChain'] },
      ),
    }),
    patch: fc.constant({ operation: 'REMOVE' }),
  })
  .map(withoutSubfilter);

/** Only HTTP filters have filters below them. */
function withoutSubfilter(patch: any): any {
  const { subFilter, ...filter } = patch.match.listener.filterChain.filter;
  const listener = { ...patch.match.listener, filterChain: { filter } };
  return patch.applyTo === 'HTTP_FILTER' ? patch : { ...patch, match: { ...patch.match, listener } };
}

const envoyFilter = made(
  'networking.istio.io/v1alpha3',
  'EnvoyFilter',
  fc.record(
    {
      workloadSelector: fc.constantFrom({ labels: { app: 'llm' } }, { labels: { app: 'x' } }),
      configPatches: fc.array(removal, { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: ['configPatches'] },
  ),
);

const some = <T>(one: fc.Arbitrary<T>, maxLength: number) => fc.array(one, { maxLength });

export const policies: fc.Arbitrary<Policies> = fc
  .tuple(some(peerAuthentication, 3), some(authorizationPolicy, 3), some(envoyFilter, 1))
  .map((kinds) =>
    kinds.flat().map((policy, index) => ({ ...policy, metadata: { ...policy.metadata, name: `p${index}` } })),
  );
