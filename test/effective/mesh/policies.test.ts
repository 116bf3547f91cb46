import { meshOf, podWith, policyOf } from './objects';
import { Manifest } from '../../../lib/objects/manifest';

const mtls = (mode: string) => ({ mtls: { mode } });
const peers = (spec: object, namespace = 'ai') => policyOf('PeerAuthentication', spec, { namespace });
const LLM = { selector: { matchLabels: { app: 'llm' } } };

test.each<[string, Manifest[], string[]]>([
  ['nothing', [], ['PERMISSIVE']],
  ['the mesh', [peers(mtls('STRICT'), 'istio-system')], ['STRICT']],
  ['the namespace over the mesh', [peers(mtls('STRICT'), 'istio-system'), peers(mtls('DISABLE'))], ['DISABLE']],
  [
    'the workload over its namespace',
    [peers(mtls('STRICT')), peers({ ...LLM, ...mtls('PERMISSIVE') })],
    ['PERMISSIVE'],
  ],
  ['what is unset is inherited', [peers(mtls('STRICT')), peers({ ...LLM, ...mtls('UNSET') })], ['STRICT']],
  ['the port', [peers({ ...LLM, ...mtls('STRICT'), portLevelMtls: { 8000: { mode: 'DISABLE' } } })], ['DISABLE']],
  ['another port', [peers({ ...LLM, ...mtls('STRICT'), portLevelMtls: { 9000: { mode: 'DISABLE' } } })], ['STRICT']],
  [
    'ports without a selector',
    [peers({ ...mtls('STRICT'), portLevelMtls: { 8000: { mode: 'DISABLE' } } })],
    ['STRICT'],
  ],
  ['another workload', [peers({ selector: { matchLabels: { app: 'x' } }, ...mtls('STRICT') })], ['PERMISSIVE']],
  ['another namespace', [peers(mtls('STRICT'), 'other')], ['PERMISSIVE']],
  ['a selector in the root namespace', [peers({ ...LLM, ...mtls('STRICT') }, 'istio-system')], ['PERMISSIVE']],
  ['two at one level', [peers(mtls('STRICT')), peers(mtls('PERMISSIVE'))], ['STRICT', 'PERMISSIVE']],
  ['another group', [{ ...peers(mtls('STRICT')), apiVersion: 'authentication.istio.io/v1alpha1' }], ['PERMISSIVE']],
])('TLS of a port by %s', (_, policies, modes) => {
  expect([...meshOf([...podWith({}), ...policies]).tlsModes(8000)]).toEqual(modes);
});

const authorization = (spec: object, metadata = {}) => policyOf('AuthorizationPolicy', spec, metadata);
const dryRun = (value: string) => ({ annotations: { 'istio.io/dry-run': value } });

test.each<[string, Manifest, string[]]>([
  ['without an action', authorization({}), ['ALLOW']],
  ['that denies', authorization({ action: 'DENY' }), ['DENY']],
  ['that asks a provider', authorization({ action: 'CUSTOM' }), ['CUSTOM']],
  ['that audits', authorization({ action: 'AUDIT' }), []],
  ['in dry run', authorization({}, dryRun('true')), []],
  ['in dry run, as Go reads it', authorization({}, dryRun('1')), []],
  ['in dry run by a word that Go does not read', authorization({}, dryRun('yes')), ['ALLOW']],
  ['for a Service', authorization({ targetRefs: [{ kind: 'Service', name: 'llm' }] }), []],
  ['for a gateway', authorization({ targetRef: { kind: 'Gateway', name: 'gw' } }), []],
  ['of the mesh', authorization(LLM, { namespace: 'istio-system' }), ['ALLOW']],
  ['of another namespace', authorization({}, { namespace: 'other' }), []],
  ['for another workload', authorization({ selector: { matchLabels: { app: 'x' } } }), []],
])('a policy %s is in force', (_, policy, actions) => {
  const inForce = meshOf([...podWith({}), policy]).authorization;
  expect(Object.entries(inForce).flatMap(([action, some]) => (some.length > 0 ? [action] : []))).toEqual(actions);
});

const patch = (name: string, change: object = {}, applyTo = 'HTTP_FILTER', operation = 'REMOVE') => ({
  configPatches: [
    {
      applyTo,
      match: {
        context: 'SIDECAR_INBOUND',
        listener: {
          filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: { name } } },
        },
        ...change,
      },
      patch: { operation },
    },
  ],
});
const RBAC = 'envoy.filters.http.rbac';

test.each<[string, object, boolean]>([
  ['removes it', patch(RBAC), true],
  ['replaces it', patch(RBAC, {}, 'HTTP_FILTER', 'REPLACE'), true],
  ['inserts beside it', patch(RBAC, {}, 'HTTP_FILTER', 'INSERT_BEFORE'), false],
  ['removes another', patch('envoy.filters.http.lua'), false],
  ['is for a gateway', patch(RBAC, { context: 'GATEWAY' }), false],
  ['is for requests that leave', patch(RBAC, { context: 'SIDECAR_OUTBOUND' }), false],
  ['names no filter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' } }] }, false],
  ['removes all of HTTP', patch('', {}, 'NETWORK_FILTER'), true],
  ['is for another workload', { ...patch(RBAC), workloadSelector: { labels: { app: 'x' } } }, false],
  ['is for this workload', { ...patch(RBAC), workloadSelector: { labels: { app: 'llm' } } }, true],
  ['is for a waypoint', { ...patch(RBAC), targetRefs: [{ kind: 'Gateway', name: 'waypoint' }] }, false],
])('an EnvoyFilter that %s', (_, spec, removes) => {
  const objects = [...podWith({}), policyOf('EnvoyFilter', spec)];
  expect(meshOf(objects).removedFilters(8000)).toHaveLength(removes ? 1 : 0);
});
