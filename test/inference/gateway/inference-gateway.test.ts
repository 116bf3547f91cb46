import { App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  AbuseBudget,
  BudgetLimit,
  CallerTokens,
  GatewayExposure,
  guardrails,
  InferenceGateway,
  InferenceGatewayProps,
  JwtOptions,
  Mesh,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
  SecureNamespaceProps,
  TenantBudget,
} from '../../../lib';
import { objectsOf } from '../../support/objects-of';
import { DIGEST, newService } from '../fixtures';

const JWT: JwtOptions = {
  issuer: 'https://id.example.com',
  jwksUri: 'https://id.example.com/jwks.json',
  audiences: ['llm-gateway'],
  tenantClaim: 'tenant',
};

const SMALL = AbuseBudget.of({
  ...{ contextTokens: 1000, answersPerPrompt: 1, promptsPerRequest: 1 },
  ...{ imagesPerRequest: 0, secondsPerRequest: 60, bodyMebibytes: 2 },
});

const BUDGET = TenantBudget.of({ requestsPerMinute: 10 });

interface Changes {
  readonly gateway?: Partial<InferenceGatewayProps>;
  readonly service?: Partial<SecureGpuInferenceServiceProps>;
  readonly space?: Partial<SecureNamespaceProps>;
  readonly hostname?: string;
  readonly tenants?: string[];
}

function build({ gateway, service: changed, space, hostname = 'chat.llm.example.com', tenants }: Changes = {}): App {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new Chart(app, 'gateways', { namespace: 'gateway' });
  if (space) {
    new SecureNamespace(chart, 'Namespace', { name: 'gateway', gpus: 0, ...space });
  }
  const service = newService({ abuseBudget: SMALL, ...changed }, new Chart(app, 'llm', { namespace: 'inference' }));
  new InferenceGateway(chart, 'Llm', {
    hostname: '*.llm.example.com',
    certificateSecret: 'llm-tls',
    proxyImage: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/proxyv2@${DIGEST}`,
    istioVersion: '1.29.2',
    clients: { cidrs: ['10.8.0.0/16'] },
    tokens: CallerTokens.jwt(JWT),
    tenants: [
      { name: 'web', budget: BUDGET },
      { name: 'partner', budget: TenantBudget.of({ requestsPerMinute: 5 }) },
    ],
    routes: [{ service, hostname, tenants }],
    ...gateway,
  });
  return app;
}

const ofKind = (app: App, kind: string, namespace = 'gateway'): any =>
  objectsOf(app).find((object) => object.kind === kind && object.metadata.namespace === namespace);

function patchesOf(app: App): any[] {
  return ofKind(app, 'EnvoyFilter').spec.configPatches;
}

const filterOf = (app: App, name: string): any =>
  patchesOf(app).find(({ patch }) => patch.value.name === `envoy.filters.http.${name}`).patch.value.typed_config;

describe('a gateway', () => {
  test('passes the rules, with its namespace and a service', () => {
    const findings = guardrails.Checks.evaluate(build({ space: {} }));
    const open = findings.filter(({ status }) => status === guardrails.FindingStatus.OPEN);
    expect(open.filter(({ constructPath }) => !constructPath?.startsWith('llm/'))).toEqual([]);
  });

  test('verifies issuer and audience, and keeps the token unless it is told otherwise', () => {
    const rule = (props: Partial<InferenceGatewayProps>) =>
      ofKind(build({ gateway: props }), 'RequestAuthentication').spec.jwtRules[0];
    expect(rule({})).toEqual({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/jwks.json',
      audiences: ['llm-gateway'],
      fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
      forwardOriginalToken: false,
      outputClaimToHeaders: [{ header: 'x-tenant', claim: 'tenant' }],
    });
    expect(rule({ forwardTokens: true }).forwardOriginalToken).toBe(true);
  });

  test('lets tenants call hosts, methods and paths that are theirs', () => {
    const { targetRefs, action, rules } = ofKind(build({ tenants: ['partner'] }), 'AuthorizationPolicy').spec;
    expect({ targetRefs, action }).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'llm' }],
      action: 'ALLOW',
    });
    expect(rules).toHaveLength(1);
    expect(rules[0].from).toEqual([{ source: { requestPrincipals: ['https://id.example.com/*'] } }]);
    expect(rules[0].when.map(({ values }: any) => values)).toEqual([['partner'], ['partner']]);
    const operations = rules[0].to.map(({ operation }: any) => operation);
    expect(new Set(operations.flatMap(({ hosts }: any) => hosts))).toEqual(
      new Set(['chat.llm.example.com', 'chat.llm.example.com:*']),
    );
    expect(operations.flatMap(({ paths }: any) => paths)).not.toContain('/metrics');
  });

  test('removes headers that are believed before it reads the token', () => {
    const [first] = patchesOf(build());
    expect(first.patch.operation).toBe('INSERT_FIRST');
    const removed = first.patch.value.typed_config.mutations.request_mutations.map(({ remove }: any) => remove);
    for (const header of ['x-tenant', 'x-gateway-model-name', 'x-envoy-upstream-rq-timeout-ms']) {
      expect(removed).toContain(header);
    }
  });

  test('divides the requests of a budget among its pods, and lets next to nothing through without a tenant', () => {
    const { descriptors, token_bucket: others, ...limit } = filterOf(build(), 'local_ratelimit');
    expect(descriptors.map(({ token_bucket: bucket }: any) => bucket.max_tokens)).toEqual([5, 2]);
    expect(others.max_tokens).toBe(1);
    expect(limit.always_consume_default_token_bucket).toBe(false);
    const three = filterOf(build({ gateway: { replicas: 3 } }), 'local_ratelimit').descriptors;
    expect(three.map(({ token_bucket: bucket }: any) => bucket.max_tokens)).toEqual([3, 1]);
  });

  test('takes times and sizes from the abuse budget, and repeats only what no engine has begun', () => {
    const app = build();
    const [{ timeouts, backendRefs }] = ofKind(app, 'HTTPRoute', 'inference').spec.rules;
    expect(timeouts).toEqual({ request: '60s', backendRequest: '60s' });
    expect(backendRefs).toEqual([{ name: 'qwen', port: 8000 }]);
    const patches = patchesOf(app);
    const host = patches.find(({ applyTo }) => applyTo === 'VIRTUAL_HOST');
    expect(host.match.routeConfiguration.vhost.name).toBe('chat.llm.example.com:443');
    expect(JSON.stringify(host.patch)).toContain('"max_request_bytes":2097152');
    const { route } = patches.find(({ applyTo }) => applyTo === 'HTTP_ROUTE').patch.value;
    expect(route.retry_policy).toEqual({ retry_on: 'connect-failure,refused-stream', num_retries: 1 });
    expect(route.max_stream_duration).toEqual({ max_stream_duration: '120s' });
  });

  test('gives clients a time for headers and for requests', () => {
    const { patch } = patchesOf(build()).find(({ applyTo }) => applyTo === 'NETWORK_FILTER');
    expect(patch.operation).toBe('MERGE');
    const { '@type': type, ...limits } = patch.value.typed_config;
    expect(type).toMatch(/HttpConnectionManager$/);
    expect(limits).toEqual({ request_headers_timeout: '10s', request_timeout: '60s', max_request_headers_kb: 16 });
  });

  test('has hardened pods, one at a time, under an identity that the service allows', () => {
    const app = build();
    const { spec } = parse(ofKind(app, 'ConfigMap').data.deployment);
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: 1 });
    expect(spec.template.spec.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    expect(spec.template.spec.serviceAccountName).toBe('llm-istio');
    expect(JSON.stringify(ofKind(app, 'AuthorizationPolicy', 'inference'))).toContain('ns/gateway/sa/llm-istio');
  });

  test('is a ClusterIP, or has an intranet address with health checks', () => {
    const type = 'networking.istio.io/service-type';
    expect(ofKind(build(), 'Gateway').metadata.annotations[type]).toBe('ClusterIP');
    const app = build({ gateway: { exposure: GatewayExposure.VPC }, space: { quota: { loadBalancers: 1 } } });
    const { metadata, spec } = ofKind(app, 'Gateway');
    expect(metadata.annotations[type]).toBe('LoadBalancer');
    expect(spec.infrastructure.annotations).toEqual({
      'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet',
    });
    expect(JSON.stringify(objectsOf(app).filter(({ kind }) => kind === 'NetworkPolicy'))).toContain('100.64.0.0/10');
    expect(() => app.synth()).not.toThrow();
  });

  test('says on itself what it does not hold', () => {
    const tenants = [
      {
        name: 'web',
        budget: TenantBudget.of({ requestsPerMinute: 10, tokensPerDay: 1 }),
        notEnforced: [BudgetLimit.TOKENS_PER_DAY],
      },
    ];
    expect(ofKind(build({ gateway: { tenants } }), 'Gateway').metadata.annotations).toHaveProperty(
      ['secure-inference.ack/residual-risk'],
      'the gateway does not hold tokensPerDay of the tenant web',
    );
  });
});

const jwt = (options: Partial<JwtOptions>) => ({ gateway: { tokens: CallerTokens.jwt({ ...JWT, ...options }) } });
const tenant = (name: string, budget = BUDGET) => ({ gateway: { tenants: [{ name, budget }] } });
const budget = (options: object) => tenant('web', TenantBudget.of({ requestsPerMinute: 10, ...options }));

test.each<[string, Changes]>([
  ['tokens do not say whose they are: got nothing', jwt({ tenantClaim: undefined })],
  ['caller tokens have no audience: got []', jwt({ audiences: [] })],
  ['invalid issuer of caller tokens: got "*"', jwt({ issuer: '*' })],
  ['invalid address of the JSON Web Key Set', jwt({ jwksUri: 'http://id.example.com/jwks.json' })],
  ['certificate secret is not a DNS label: got "a/b"', { gateway: { certificateSecret: 'a/b' } }],
  ['image of the proxy is not pinned by digest', { gateway: { proxyImage: 'istio/proxyv2:1.29.2' } }],
  ['version of Istio has known holes, or is none: got "1.29.1"', { gateway: { istioVersion: '1.29.1' } }],
  ['version of Istio has known holes, or is none: got "1.26.9"', { gateway: { istioVersion: '1.26.9' } }],
  ['version of Istio has known holes, or is none: got "latest"', { gateway: { istioVersion: 'latest' } }],
  ['replicas of the gateway are out of bounds: got 0', { gateway: { replicas: 0 } }],
  ['budget of the tenant partner cannot be divided among the pods', { gateway: { replicas: 6 } }],
  ['clients of the gateway are nobody, or everybody: got []', { gateway: { clients: {} } }],
  [
    'clients of the gateway are nobody, or everybody: got ["0.0.0.0/0"]',
    { gateway: { clients: { cidrs: ['0.0.0.0/0'] } } },
  ],
  ['namespace of clients is not a DNS label: got "*"', { gateway: { clients: { namespaces: ['*'] } } }],
  ['gateway has no route: got []', { gateway: { routes: [] } }],
  ['gateway has no tenant: got []', { gateway: { tenants: [] } }],
  ['tenant is not a value of a claim: got "*"', tenant('*')],
  ['tenant is there twice: got "web"', { gateway: { tenants: [1, 2].map(() => ({ name: 'web', budget: BUDGET })) } }],
  ['requestsPerMinute of the tenant web is out of bounds: got 0', budget({ requestsPerMinute: 0 })],
  ['tokensPerDay of the tenant web is out of bounds: got 0.5', budget({ tokensPerDay: 0.5 })],
  ['concurrentRequests of the tenant web is not held', budget({ concurrentRequests: 19 })],
  ['tokensPerMinute of the tenant web is not held', budget({ tokensPerMinute: 19_999 })],
  ['tokensPerDay of the tenant web is not held', budget({ tokensPerDay: 14_409_999 })],
  ["host name of the route to [llm/Qwen] is not one of the gateway's", { hostname: 'chat.example.com' }],
  ["host name of the route to [llm/Qwen] is not one of the gateway's", { hostname: 'a.b.llm.example.com' }],
  ['host name of the route to [llm/Qwen] is not one: got "*.llm.example.com"', { hostname: '*.llm.example.com' }],
  ['names tenants that the gateway does not have: got ["ads"]', { tenants: ['ads'] }],
  [
    'cannot tell who the gateway is: got "mesh none"',
    { service: { mesh: Mesh.none({ reason: 'a test of what a gateway refuses' }) } },
  ],
  ['asks for tokens that the gateway keeps', { service: { callerTokens: CallerTokens.jwt(JWT) } }],
])('%s', (message, changes) => {
  expect(() => build(changes)).toThrow(message);
});

test.each<[string, Changes]>([
  [
    'a budget that the number of requests holds to the last token',
    budget({ tokensPerMinute: 20_000, tokensPerDay: 14_410_000, concurrentRequests: 20 }),
  ],
  ['a newer minor version of Istio', { gateway: { istioVersion: '1.30.0' } }],
])('%s is taken', (_, changes) => {
  expect(() => build(changes)).not.toThrow();
});

test('a host name twice is refused', () => {
  const service = newService({ abuseBudget: SMALL });
  const routes = [1, 2].map(() => ({ service, hostname: 'chat.llm.example.com' }));
  expect(() => build({ gateway: { routes } })).toThrow('host name is there twice: got "chat.llm.example.com"');
});

test.each<[string, Changes]>([
  ['namespace of the gateway is none of this app: got "gateway"', {}],
  [
    'quota of the namespace refuses the load balancer of the gateway: got "services.loadbalancers: 0"',
    { space: {}, gateway: { exposure: GatewayExposure.VPC } },
  ],
])('synthesis fails: %s', (message, changes) => {
  expect(() => build(changes).synth()).toThrow(message);
});

test('tokens that are counted after answers overshoot by what windows of a minute let in while one is answered', () => {
  const four = TenantBudget.of({ requestsPerMinute: 4 });
  expect(four.overshootTokens({ tokens: 1000, seconds: 60 })).toBe(8000);
  expect(four.overshootTokens({ tokens: 1000, seconds: 61 })).toBe(12_000);
  expect(four.overshootTokens({ seconds: 60 })).toBeUndefined();
});
