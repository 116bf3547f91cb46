import { App, Chart, Testing } from 'cdk8s';
import {
  CallerTokens,
  EndpointPicker,
  EndpointPickerProps,
  guardrails,
  InferenceGateway,
  Mesh,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
  TenantBudget,
} from '../../../lib';
import { objectsOf } from '../../support/objects-of';
import { DIGEST, newService } from '../fixtures';

const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/epp@${DIGEST}`;

interface Changes {
  readonly picker?: Partial<EndpointPickerProps>;
  readonly service?: Partial<SecureGpuInferenceServiceProps>;
  readonly isOfAnother?: boolean;
}

function build({ picker: changed, service: props, isOfAnother }: Changes = {}): App {
  const app = new App({ outdir: Testing.app().outdir });
  const gateways = new Chart(app, 'gateways', { namespace: 'gateway' });
  new SecureNamespace(gateways, 'Gateway', { name: 'gateway', gpus: 0 });
  const chart = new Chart(app, 'llm', { namespace: 'inference' });
  new SecureNamespace(chart, 'Namespace', { name: 'inference', gpus: 4 });
  const service = newService(props, chart);
  const picker = new EndpointPicker(chart, 'Picker', {
    ...{ service, image: IMAGE, apiServerCidrs: ['10.1.0.0/24'] },
    ...changed,
  });
  const other = isOfAnother ? newService({}, new Chart(app, 'other', { namespace: 'other' })) : service;
  new InferenceGateway(gateways, 'Llm', {
    hostname: '*.llm.example.com',
    certificateSecret: 'llm-tls',
    proxyImage: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/proxyv2@${DIGEST}`,
    istioVersion: '1.29.2',
    clients: { cidrs: ['10.8.0.0/16'] },
    tokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/jwks.json',
      audiences: ['llm-gateway'],
      tenantClaim: 'tenant',
    }),
    tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 10 }) }],
    routes: [{ service: other, hostname: 'chat.llm.example.com', picker }],
  });
  return app;
}

const ofKind = (app: App, kind: string, name = 'qwen-picker'): any =>
  objectsOf(app).find(({ kind: its, metadata }) => its === kind && metadata.name === name);

describe('an endpoint picker', () => {
  const app = build();

  test('passes the rules, with its namespace and the gateway', () => {
    const open = guardrails.Checks.evaluate(app).filter(({ status }) => status === guardrails.FindingStatus.OPEN);
    expect(open.filter(({ constructPath }) => constructPath?.includes('Picker'))).toEqual([]);
    expect(() => app.synth()).not.toThrow();
  });

  test('fails closed, and a route of the gateway leads to its pool', () => {
    const { spec } = ofKind(app, 'InferencePool', 'qwen');
    expect(spec.endpointPickerRef).toEqual({
      ...{ group: '', kind: 'Service', name: 'qwen-picker', port: { number: 9002 } },
      failureMode: 'FailClose',
    });
    expect(spec.selector.matchLabels).toEqual(ofKind(app, 'Service', 'qwen').spec.selector);
    expect(ofKind(app, 'HTTPRoute', 'llm-qwen').spec.rules[0].backendRefs).toEqual([
      { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'qwen' },
    ]);
  });

  test('may read, in its namespace, pods, its own pool and objectives', () => {
    const { rules } = ofKind(app, 'Role');
    expect(rules.flatMap(({ verbs }: any) => verbs)).toEqual(Array(3).fill(['list', 'watch']).flat());
    expect(rules.find(({ resources }: any) => resources[0] === 'inferencepools').resourceNames).toEqual(['qwen']);
  });

  test('is asked by the gateway, reads metrics of the replicas, and reaches the API server; nothing else', () => {
    const [allowed, ...others] = ofKind(app, 'AuthorizationPolicy').spec.rules;
    expect(others).toEqual([]);
    expect(allowed.from[0].source.principals).toEqual(['cluster.local/ns/gateway/sa/llm-istio']);
    expect(allowed.to[0].operation.ports).toEqual(['9002']);
    const { ingress, egress } = ofKind(app, 'NetworkPolicy').spec;
    expect(ingress).toHaveLength(1);
    expect(JSON.stringify(egress)).toContain('10.1.0.0/24');
    const engine = JSON.stringify(ofKind(app, 'AuthorizationPolicy', 'qwen').spec.rules);
    expect(engine).toContain('"cluster.local/ns/inference/sa/qwen-picker"');
    expect(engine).toContain('"methods":["GET"],"paths":["/metrics"]');
  });

  test('has hardened pods, two of which answer', () => {
    const { replicas, template } = ofKind(app, 'Deployment').spec;
    expect(replicas).toBe(2);
    expect(template.spec.automountServiceAccountToken).toBe(false);
    const [{ args, securityContext }] = template.spec.containers;
    expect(securityContext.readOnlyRootFilesystem).toBe(true);
    expect(args).not.toContain('--ha-enable-leader-election');
    expect(ofKind(app, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test('sees a request when it has been counted and measured', () => {
    const patches = ofKind(app, 'EnvoyFilter', 'llm').spec.configPatches.slice(0, 3);
    expect(patches.map(({ patch }: any) => [patch.operation, patch.value.name])).toEqual([
      ['INSERT_FIRST', 'envoy.filters.http.header_mutation'],
      ['INSERT_AFTER', 'envoy.filters.http.buffer'],
      ['INSERT_AFTER', 'envoy.filters.http.local_ratelimit'],
    ]);
  });
});

test.each<[string, Changes]>([
  ['image of the endpoint picker is not pinned by digest', { picker: { image: 'epp:v1.5.0' } }],
  ['replicas of the endpoint picker are out of bounds: got 1', { picker: { replicas: 1 } }],
  [
    'endpoint picker cannot tell who the gateway is',
    { service: { mesh: Mesh.none({ reason: 'a test of what a picker refuses' }) } },
  ],
  ['endpoint picker has no range of the api server', { picker: { apiServerCidrs: [] } }],
  ['picker of the route to [other/Qwen] chooses among replicas of another service', { isOfAnother: true }],
])('%s', (message, changes) => {
  expect(() => build(changes)).toThrow(message);
});
