import { App, Chart, Testing } from 'cdk8s';
import {
  AbuseBudget,
  CallerTokens,
  InferenceGateway,
  Mesh,
  ModelSource,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
  TenantBudget,
} from '../../../lib';
import { objectsOf } from '../../support/objects-of';
import { DIGEST, engine, MODEL, newService } from '../fixtures';

const abuseBudget = (seconds: number, bodyMebibytes: number) =>
  AbuseBudget.of({ contextTokens: 1000, imagesPerRequest: 0, secondsPerRequest: seconds, bodyMebibytes });

interface Release {
  readonly percent?: number;
  readonly props?: Partial<SecureGpuInferenceServiceProps>;
  readonly namespace?: string;
}

function build({ percent = 10, props, namespace = 'inference' }: Release = {}): App {
  const app = new App({ outdir: Testing.app().outdir });
  const release = (name: string, place: string, changed: Partial<SecureGpuInferenceServiceProps> = {}) =>
    newService({ name, abuseBudget: abuseBudget(60, 2), ...changed }, new Chart(app, name, { namespace: place }));
  const service = release('chat-a', 'inference');
  const next = release('chat-b', namespace, { abuseBudget: abuseBudget(30, 3), ...props });
  gateway(app, service, next, percent);
  return app;
}

function gateway(app: App, service: SecureGpuInferenceService, next: SecureGpuInferenceService, percent: number): void {
  const chart = new Chart(app, 'gateway', { namespace: 'gateway' });
  new SecureNamespace(chart, 'Namespace', { name: 'gateway', gpus: 0 });
  new InferenceGateway(chart, 'Llm', {
    hostname: 'chat.example.com',
    certificateSecret: 'llm-tls',
    proxyImage: `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/mesh/proxyv2@${DIGEST}`,
    istioVersion: '1.29.2',
    clients: { namespaces: ['web'] },
    tokens: CallerTokens.jwt({
      ...{ issuer: 'https://id.example.com', jwksUri: 'https://id.example.com/jwks.json' },
      ...{ audiences: ['llm'], tenantClaim: 'tenant' },
    }),
    tenants: [{ name: 'web', budget: TenantBudget.of({ requestsPerMinute: 10 }) }],
    routes: [{ service, hostname: 'chat.example.com', canary: { service: next, percent } }],
  });
}

const ruleOf = (app: App): any => objectsOf(app).find(({ kind }) => kind === 'HTTPRoute')!.spec.rules[0];

test.each([0, 1, 50, 100])('weights of a canary with %i percent add up to 100', (percent) => {
  expect(ruleOf(build({ percent })).backendRefs).toEqual([
    { name: 'chat-a', port: 8000, weight: 100 - percent },
    { name: 'chat-b', port: 8000, weight: percent },
  ]);
});

test('a request takes no more than either release allows', () => {
  const app = build();
  expect(ruleOf(app).timeouts).toEqual({ request: '30s', backendRequest: '30s' });
  const filter = objectsOf(app).find(
    ({ kind, metadata }) => kind === 'EnvoyFilter' && metadata.namespace === 'gateway',
  )!;
  const host = filter.spec.configPatches.find(({ applyTo }: any) => applyTo === 'VIRTUAL_HOST');
  expect(JSON.stringify(host.patch)).toContain('"max_request_bytes":2097152');
});

test('both releases let the gateway in, and the gateway out to both', () => {
  const objects = objectsOf(build());
  const ways = objects.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.namespace === 'gateway');
  for (const name of ['chat-a', 'chat-b']) {
    const policy = objects.find(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.name === name);
    expect(JSON.stringify(policy)).toContain('ns/gateway/sa/llm-istio');
    expect(JSON.stringify(ways)).toContain(`"app.kubernetes.io/instance":"${name}"`);
  }
});

test.each<[string, Release]>([
  ['percent of the canary [chat-b/Qwen] is out of bounds: got 101', { percent: 101 }],
  ['percent of the canary [chat-b/Qwen] is out of bounds: got -1', { percent: -1 }],
  ['percent of the canary [chat-b/Qwen] is out of bounds: got 0.5', { percent: 0.5 }],
  ['differs from [chat-a/Qwen] in its namespace: got "other"', { namespace: 'other' }],
  [
    'differs from [chat-a/Qwen] in its name of the model, which requests carry: got "qwen4"',
    { props: { model: ModelSource.pvc({ ...MODEL, name: 'qwen4' }) } },
  ],
  [
    'differs from [chat-a/Qwen] in its mesh',
    { props: { mesh: Mesh.none({ reason: 'a lab without other workloads' }) } },
  ],
  [
    'differs from [chat-a/Qwen] in its verification of the model: got true',
    { props: { model: ModelSource.pvc({ ...MODEL, digest: DIGEST }) } },
  ],
])('refuses a canary that %s', (message, release) => {
  expect(() => build(release)).toThrow(message);
});

test('refuses a canary that is the service itself', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const service = newService({ engine: engine() }, new Chart(app, 'chat', { namespace: 'inference' }));
  expect(() => gateway(app, service, service, 10)).toThrow('canary [chat/Qwen] cannot share the requests of its route');
});
