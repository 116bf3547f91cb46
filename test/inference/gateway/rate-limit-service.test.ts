import { App, Chart, Size, Testing } from 'cdk8s';
import { parse } from 'yaml';
import {
  AbuseBudget,
  BudgetLimit,
  CallerTokens,
  GatewayTenant,
  InferenceEngine,
  InferenceGateway,
  InferenceGatewayProps,
  Mesh,
  ModelFormat,
  ModelSource,
  RateLimitService,
  RateLimitServiceProps,
  RateLimitStore,
  SecureGpuInferenceServiceProps,
  TenantBudget,
} from '../../../lib';
import { objectsOf } from '../../support/objects-of';
import { DIGEST, newService } from '../fixtures';

const REGISTRY = 'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com';

const STORE: RateLimitStore = { host: 'limits.example.com', cidrs: ['10.0.2.0/24'], secret: 'limits-store' };

const SMALL = AbuseBudget.of({
  ...{ contextTokens: 1000, answersPerPrompt: 1, promptsPerRequest: 1 },
  ...{ imagesPerRequest: 0, secondsPerRequest: 60 },
});

const TENANTS: GatewayTenant[] = [
  { name: 'web', budget: TenantBudget.of({ requestsPerMinute: 1 }) },
  { name: 'partner', budget: TenantBudget.of({ requestsPerMinute: 10, tokensPerMinute: 500, tokensPerDay: 9000 }) },
];

interface Changes {
  readonly service?: Partial<RateLimitServiceProps>;
  readonly store?: Partial<RateLimitStore>;
  readonly gateway?: Partial<InferenceGatewayProps>;
  readonly behind?: Partial<SecureGpuInferenceServiceProps>;
}

/** llama.cpp is told no context by default: nothing bounds an answer. */
const UNBOUNDED: Partial<SecureGpuInferenceServiceProps> = {
  engine: InferenceEngine.llamaCpp({ image: `${REGISTRY}/ai/llama@${DIGEST}`, version: '0.5.0' }),
  model: ModelSource.pvc({ name: 'm', claimName: 'models', format: ModelFormat.GGUF, size: Size.gibibytes(1) }),
  abuseBudget: AbuseBudget.of({}),
};

function build({ service, store, gateway, behind = { abuseBudget: SMALL } }: Changes = {}): any[] {
  const app = new App({ outdir: Testing.app().outdir });
  const chart = new Chart(app, 'gateways', { namespace: 'gateway' });
  const rateLimitService = new RateLimitService(chart, 'Limits', {
    image: `${REGISTRY}/mesh/ratelimit@${DIGEST}`,
    store: { ...STORE, ...store },
    ...service,
  });
  new InferenceGateway(chart, 'Llm', {
    hostname: '*.llm.example.com',
    certificateSecret: 'llm-tls',
    proxyImage: `${REGISTRY}/mesh/proxyv2@${DIGEST}`,
    istioVersion: '1.29.2',
    clients: { cidrs: ['10.8.0.0/16'] },
    tokens: CallerTokens.jwt({
      issuer: 'https://id.example.com',
      jwksUri: 'https://id.example.com/jwks.json',
      audiences: ['llm-gateway'],
      tenantClaim: 'tenant',
    }),
    rateLimitService,
    tenants: TENANTS,
    routes: [
      {
        service: newService(behind, new Chart(app, 'llm', { namespace: 'inference' })),
        hostname: 'chat.llm.example.com',
      },
    ],
    ...gateway,
  });
  return objectsOf(app);
}

const find = (objects: any[], kind: string, name: string): any =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

function filtersOf(objects: any[]): [string, any][] {
  return find(objects, 'EnvoyFilter', 'llm')
    .spec.configPatches.filter(({ applyTo }: any) => applyTo === 'HTTP_FILTER')
    .map(({ patch: { value } }: any) => [value.name.replace('envoy.filters.http.', ''), value.typed_config]);
}

describe('a gateway with a rate limit service', () => {
  test('counts each limit that some tenant has, then tokens, before it holds a body', () => {
    const names = filtersOf(build()).map(([name]) => name);
    const limits = ['requestsPerMinute', 'tokensPerMinute', 'tokensPerDay'].map((limit) => `ratelimit.${limit}`);
    expect(names).toEqual(['header_mutation', ...limits, 'lua', 'buffer']);
    const tenants = [TENANTS[0]];
    expect(filtersOf(build({ gateway: { tenants } })).map(([name]) => name)).not.toContain('ratelimit.tokensPerDay');
  });

  test('refuses requests where the service does not answer', () => {
    for (const [, config] of filtersOf(build()).filter(([name]) => name.startsWith('ratelimit.'))) {
      expect(config.failure_mode_deny).toBe(true);
      expect(config.rate_limit_service.grpc_service.envoy_grpc.cluster_name).toBe(
        'outbound|8081||limits.gateway.svc.cluster.local',
      );
    }
  });

  test('tells the service the limits of its tenants', () => {
    const { domain, descriptors } = parse(find(build(), 'ConfigMap', 'limits').data['gateway.llm.yaml']);
    expect(domain).toBe('gateway.llm');
    expect(filtersOf(build())[1][1].domain).toBe(domain);
    expect(
      descriptors.map(({ key, value, rate_limit: { unit, requests_per_unit: most } }: any) => [key, value, unit, most]),
    ).toEqual([
      ['requestsPerMinute', 'web', 'minute', 1],
      ['requestsPerMinute', 'partner', 'minute', 10],
      ['tokensPerMinute', 'partner', 'minute', 500],
      ['tokensPerDay', 'partner', 'day', 9000],
    ]);
  });

  test('tells each route what a request takes at most, and no number that Envoy does not count with', () => {
    const most = (objects: any[]) =>
      find(objects, 'EnvoyFilter', 'llm').spec.configPatches.find(({ applyTo }: any) => applyTo === 'HTTP_ROUTE').patch
        .value.metadata.filter_metadata['envoy.filters.http.lua'];
    expect(most(build())).toEqual({ most_tokens: 1000 });
    const large = AbuseBudget.of({ contextTokens: 2_000_000, answersPerPrompt: 1000, promptsPerRequest: 1 });
    expect(most(build({ behind: { abuseBudget: large } }))).toEqual({ most_tokens: 1_000_000_000 });
  });

  test('says on itself how much a limit of tokens may be exceeded', () => {
    // 60 seconds for the answer and 60 to send the request are at most three windows, each of 10 requests of 1000 tokens
    expect(find(build(), 'Gateway', 'llm').metadata.annotations['secure-inference.ack/residual-risk']).toBe(
      'tokensPerMinute of the tenant partner may be exceeded by 30000; tokensPerDay of the tenant partner may be exceeded by 30000',
    );
  });
});

describe('a rate limit service', () => {
  test('answers the gateway only, and calls its store only, over TLS', () => {
    const objects = build();
    const { rules } = find(objects, 'AuthorizationPolicy', 'limits').spec;
    expect(rules).toHaveLength(1);
    expect(rules[0].from).toEqual([{ source: { principals: ['cluster.local/ns/gateway/sa/llm-istio'] } }]);
    const { ingress, egress } = find(objects, 'NetworkPolicy', 'limits').spec;
    expect(ingress).toHaveLength(1);
    expect(egress.at(-1)).toEqual({
      to: [{ ipBlock: { cidr: '10.0.2.0/24' } }],
      ports: [{ port: 6379, protocol: 'TCP' }],
    });
    const [container] = find(objects, 'Deployment', 'limits').spec.template.spec.containers;
    const env = Object.fromEntries(container.env.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom]));
    expect(env).toMatchObject({
      REDIS_TLS: 'true',
      REDIS_URL: 'limits.example.com:6379',
      REDIS_AUTH: { secretKeyRef: { name: 'limits-store', key: 'auth' } },
      DEBUG_HOST: '127.0.0.1',
    });
    expect(find(objects, 'PeerAuthentication', 'limits').spec.mtls).toEqual({ mode: 'STRICT' });
  });
});

const budget = (options: object, notEnforced?: BudgetLimit[]): Changes => ({
  gateway: { tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 10, ...options }), notEnforced }] },
});

test.each<[string, Changes]>([
  ['image of the rate limit service is not pinned by digest', { service: { image: 'envoyproxy/ratelimit:master' } }],
  ['replicas of the rate limit service are out of bounds: got 1', { service: { replicas: 1 } }],
  [
    'rate limit service cannot tell who the gateway is: got "mesh none"',
    { service: { mesh: Mesh.none({ reason: 'a test of what the service refuses' }) } },
  ],
  ['store of the rate limit service has no range: got []', { store: { cidrs: [] } }],
  ['host of the store is not one: got "10.0.2.1:6379"', { store: { host: '10.0.2.1:6379' } }],
  ['secret of the store is not a DNS label', { store: { secret: 'a/b' } }],
  [
    'concurrentRequests of the tenant web is not held by a gateway that counts requests and tokens',
    budget({ concurrentRequests: 29 }),
  ],
  [
    'tokensPerDay of the tenant web is not held by a gateway that counts requests and tokens',
    { ...budget({ tokensPerDay: 1000 }), behind: UNBOUNDED },
  ],
  ['tokensPerDay of the tenant web is out of bounds: got 4294967296', budget({ tokensPerDay: 2 ** 32 })],
  [
    'rate limit service needs a filter of Envoy that this version of Istio may not have: got "1.27.9"',
    { gateway: { istioVersion: '1.27.9' } },
  ],
])('%s', (message, changes) => {
  expect(() => build(changes)).toThrow(message);
});

test.each<[string, Changes]>([
  ['more replicas of the gateway than requests in a minute', { gateway: { replicas: 6 } }],
  ['requests at once that windows of a minute hold', budget({ concurrentRequests: 30 })],
  ['a limit that something else holds', budget({ concurrentRequests: 1 }, [BudgetLimit.CONCURRENT_REQUESTS])],
])('%s is taken', (_, changes) => {
  expect(() => build(changes)).not.toThrow();
});
