import { Testing } from 'cdk8s';
import { buildIstiod, inboundChains, inboundFilters, sidecarOf } from './istiod';
import { Caller, Mesh, PromptGuard, SecureGpuInferenceService, SecureGpuInferenceServiceProps } from '../../../lib';
import { newChart, newService } from '../../inference/fixtures';
import { COMBINATIONS, kubernetesExamples, manifestFiles, manifests } from '../cluster/example-output';
import { GO, judge } from '../support/judge';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });

/** Services that somebody else runs. */
const guardService = (name: string, namespace: string, port: number) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { clusterIP: '10.96.0.7', selector: { app: name }, ports: [{ name: 'grpc', port }] },
});

/** What the budget of a service says of the time of an answer. */
function timeoutOf(objects: any[], service: string): string {
  const { spec } = objects.find(({ kind, metadata }) => kind === 'EnvoyFilter' && metadata.name === service);
  return spec.configPatches.find(({ applyTo }: any) => applyTo === 'HTTP_ROUTE').patch.value.route.timeout;
}

const NOTHING_BESIDE = ['BlackHoleCluster', 'InboundPassthroughCluster', 'PassthroughCluster'];

judge("Istio's control plane", [GO], () => {
  let istiod: string;

  beforeAll(() => {
    istiod = buildIstiod();
  });

  const services = kubernetesExamples()
    .filter((example) => example !== COMBINATIONS)
    .flatMap((example) => {
      const objects = manifestFiles(example).flatMap(manifests);
      const limited = objects.filter(({ kind }) => kind === 'EnvoyFilter').map(({ metadata }) => metadata.name);
      return objects
        .filter(({ kind, metadata }) => kind === 'Service' && limited.includes(metadata.name))
        .map(({ metadata, spec }) => ({ example, name: metadata.name, port: spec.ports[0].port, objects }));
    });

  test('there are services to judge', () => {
    expect(services.length).toBeGreaterThan(5);
  });

  describe.each(services)('$name of example $example', ({ name, port, objects }) => {
    let sidecar: ReturnType<typeof sidecarOf>;

    beforeAll(() => {
      sidecar = sidecarOf(istiod, objects, name);
    });

    test('takes connections with a certificate of the mesh only', () => {
      const chains = inboundChains(sidecar.listeners, port);
      expect(chains.length).toBeGreaterThan(0);
      for (const { filterChainMatch, transportSocket } of chains) {
        expect(filterChainMatch.transportProtocol).toBe('tls');
        expect(transportSocket.typedConfig.requireClientCertificate).toBe(true);
      }
    });

    test('asks who calls before it counts, and counts before it holds a body', () => {
      const filters = inboundFilters(sidecar, port).map((filter) => filter.name);
      const order = ['rbac', 'local_ratelimit', 'buffer', 'router'].map((each) => `envoy.filters.http.${each}`);
      expect(filters.filter((each) => order.includes(each))).toEqual(order);
    });

    test('has filters that Envoy takes', () => {
      expect(sidecar.problems).toEqual([]);
    });

    test('cuts answers off, and sends what it does not know nowhere', () => {
      const [chain] = inboundChains(sidecar.listeners, port);
      const { routeConfig } = chain.filters.find(({ typedConfig }: any) => typedConfig.routeConfig).typedConfig;
      const timeouts = routeConfig.virtualHosts.flatMap(({ routes }: any) =>
        routes.map(({ route }: any) => route.timeout),
      );
      expect(timeouts).toEqual([timeoutOf(objects, name)]);
      const outbound = sidecar.listeners.find((listener) => listener.name === 'virtualOutbound');
      expect(JSON.stringify(outbound)).not.toContain('"PassthroughCluster"');
    });
  });

  /** What the sidecar of a service is told that is synthesized here. */
  const synthesized = (
    props: Partial<SecureGpuInferenceServiceProps>,
    beside: object[] = [],
    change: (objects: any[]) => void = () => undefined,
  ) => {
    const chart = newChart();
    const service = newService(props, chart);
    service.connections.allowFrom(GATEWAY);
    const objects = [...Testing.synth(chart), ...beside];
    change(objects);
    return { service, told: (providers: object[]) => sidecarOf(istiod, objects, service.name, providers) };
  };

  const providersOf = ({ guardProvider }: SecureGpuInferenceService): object[] => [guardProvider!];

  test('a service without a guard may call nobody', () => {
    const { clusters } = synthesized({}, [guardService('other', 'guard', 9001)]).told([]);
    expect(clusters.filter((name) => !NOTHING_BESIDE.includes(name))).toEqual(['inbound|8000||']);
  });

  test('a misspelt filter is found', () => {
    const { problems } = synthesized({}, [], (objects) => {
      const { value } = objects.find(({ kind }) => kind === 'EnvoyFilter').spec.configPatches[1].patch;
      value.typed_config.max_request_byte = 1;
    }).told([]);
    expect(problems).toEqual([expect.stringContaining('max_request_byte')]);
  });

  test('a filter with a value that Envoy refuses is found', () => {
    const { problems } = synthesized({}, [], (objects) => {
      const { value } = objects.find(({ kind }) => kind === 'EnvoyFilter').spec.configPatches[1].patch;
      value.typed_config.max_request_bytes = 0;
    }).told([]);
    expect(problems).toEqual([expect.stringContaining('MaxRequestBytes')]);
  });

  describe('a guard that the mesh asks', () => {
    const promptGuard = PromptGuard.externalAuthorization({
      provider: 'grpcextauth-prompt-guard',
      namespace: 'guard',
      service: 'prompt-guard',
      port: 9001,
      podLabels: { app: 'prompt-guard' },
    });
    const beside = [guardService('prompt-guard', 'guard', 9001), guardService('other', 'guard', 9001)];

    test('gets whole requests, and without its answer they are refused', () => {
      const { service, told } = synthesized({ promptGuard, mesh: Mesh.istio() }, beside);
      const filters = inboundFilters(told(providersOf(service)), 8000);
      const names = filters.map(({ name }) => name);
      expect(names.indexOf('envoy.filters.http.ext_authz')).toBeGreaterThan(-1);
      expect(names.indexOf('envoy.filters.http.ext_authz')).toBeLessThan(names.indexOf('envoy.filters.http.router'));
      const { config } = filters.find(({ name }) => name === 'envoy.filters.http.ext_authz')!;
      expect(config).toMatchObject({
        failureModeAllow: false,
        statusOnError: { code: 'ServiceUnavailable' },
        withRequestBody: { maxRequestBytes: 27262976, allowPartialMessage: false, packAsBytes: true },
        grpcService: { envoyGrpc: { clusterName: 'outbound|9001||prompt-guard.guard.svc.cluster.local' } },
      });
    });

    test('is the only service that the sidecar knows', () => {
      const { service, told } = synthesized({ promptGuard }, beside);
      const outbound = told(providersOf(service)).clusters.filter((name) => name.startsWith('outbound|'));
      expect(outbound).toEqual(['outbound|9001||prompt-guard.guard.svc.cluster.local']);
    });

    test('is missed: while the mesh does not know its provider, prompts are refused, not let through', () => {
      const { told } = synthesized({ promptGuard }, beside);
      const filters = inboundFilters(told([]), 8000);
      expect(filters.map(({ name }) => name)).not.toContain('envoy.filters.http.ext_authz');
      const denying = filters.filter(({ config }) => config.rules?.action === 'DENY');
      expect(JSON.stringify(denying)).toMatch(/bad-CUSTOM-action.*\/v1\/chat\/completions/);
    });
  });

  test('a guard that sidecars ask is asked last, and without its answer requests are refused', () => {
    const objects = [
      ...manifestFiles('prompt-guard').flatMap(manifests),
      guardService('semantic-router', 'guard', 50051),
    ];
    const sidecar = sidecarOf(istiod, objects, 'agent');
    const [guard, router] = inboundFilters(sidecar, 8000).slice(-2);
    expect(router.name).toBe('envoy.filters.http.router');
    expect(guard).toMatchObject({
      name: 'envoy.filters.http.ext_proc',
      config: { extensionConfig: { typedConfig: { failureModeAllow: false } } },
    });
    expect(sidecar.clusters).toContain(guard.config.extensionConfig.typedConfig.grpcService.envoyGrpc.clusterName);
  });

  test('tokens of callers are checked first, do not reach the engine, and only they name the tenant', () => {
    const objects = manifestFiles('untrusted-tenant').flatMap(manifests);
    const [rule] = objects.find(({ kind }) => kind === 'RequestAuthentication').spec.jwtRules;
    // istiod would ask the issuer for them
    Object.assign(rule, { jwksUri: undefined, jwks: '{"keys":[]}' });
    const filters = inboundFilters(sidecarOf(istiod, objects, 'custom'), 30000);
    const names = filters.map(({ name }) => name);
    expect(names.indexOf('envoy.filters.http.jwt_authn')).toBeLessThan(names.indexOf('envoy.filters.http.rbac'));
    const { providers } = filters.find(({ name }) => name === 'envoy.filters.http.jwt_authn')!.config;
    expect(Object.values(providers)).toEqual([
      expect.objectContaining({
        forward: false,
        claimToHeaders: [expect.objectContaining({ headerName: 'x-tenant', claimName: 'tenant_id' })],
      }),
    ]);
  });
});
