import { Testing } from 'cdk8s';
import { newChart, newService } from './fixtures';
import { InferenceRoute, InferenceRouteProps, InternalGateway, InternalGatewayProps, Workload } from '../../lib';

const ROUTE: Omit<InferenceRouteProps, 'service'> = {
  gateway: 'internal',
  gatewayNamespace: 'gateway',
  hostnames: ['llm.internal.example.com'],
  endpointPicker: 'qwen-epp',
};

function routed(props: Partial<InferenceRouteProps> = {}): Map<string, any> {
  const chart = newChart();
  new InferenceRoute(chart, 'Route', { service: newService({}, chart), ...ROUTE, ...props });
  return new Map(Testing.synth(chart).map((object: any) => [object.kind, object]));
}

test('the pool holds the pods that serve, and fails closed', () => {
  expect(routed().get('InferencePool').spec).toEqual({
    selector: {
      matchLabels: { 'app.kubernetes.io/instance': 'qwen', 'app.kubernetes.io/component': 'inference-server' },
    },
    targetPorts: [{ number: 8000 }],
    endpointPickerRef: { name: 'qwen-epp', port: { number: 9002 }, failureMode: 'FailClose' },
  });
});

test('of several nodes only leaders are in the pool', () => {
  const chart = newChart();
  const service = newService({ workload: Workload.leaderWorkerSet({ size: 2 }) }, chart);
  const route = new InferenceRoute(chart, 'Route', { service, ...ROUTE });
  const pool = route.node.findChild('InferencePool') as any;
  expect(pool.toJson().spec.selector.matchLabels).toHaveProperty(['leaderworkerset.sigs.k8s.io/worker-index'], '0');
});

test('the route knows the inference routes of the engine by method and exact path, and no other', () => {
  const [{ matches, backendRefs }] = routed().get('HTTPRoute').spec.rules;
  expect(matches).toContainEqual({ method: 'POST', path: { type: 'Exact', value: '/v1/chat/completions' } });
  expect(matches.map(({ path }: any) => path.value)).not.toContain('/metrics');
  expect(new Set(matches.map(({ path }: any) => path.type))).toEqual(new Set(['Exact']));
  expect(backendRefs).toEqual([{ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'qwen' }]);
});

test('the objective points at the pool', () => {
  expect(routed({ priority: 10 }).get('InferenceObjective').spec).toEqual({
    priority: 10,
    poolRef: { group: 'inference.networking.k8s.io', name: 'qwen' },
  });
});

test.each<[Partial<InferenceRouteProps>, string]>([
  [{ hostnames: [] }, 'invalid host names of the route: got []'],
  [{ hostnames: ['*'] }, 'invalid host names of the route: got ["*"]'],
  [{ gateway: 'Internal' }, 'gateway is not a DNS label: got "Internal"'],
  [{ endpointPicker: '' }, 'endpoint picker is not a DNS label: got ""'],
])('%j is refused', (props, message) => {
  expect(() => routed(props)).toThrow(message);
});

describe('internal gateway', () => {
  const GATEWAY: InternalGatewayProps = {
    hostname: '*.internal.example.com',
    certificateSecret: 'internal-tls',
    routeNamespaces: ['inference'],
  };
  const build = (props: Partial<InternalGatewayProps> = {}) => {
    const chart = newChart();
    new InternalGateway(chart, 'Internal', { ...GATEWAY, ...props });
    return Testing.synth(chart)[0];
  };

  test('is private, speaks TLS only, and takes routes of named namespaces', () => {
    const { metadata, spec } = build();
    expect(metadata.name).toBe('internal');
    expect(spec.gatewayClassName).toBe('ack-gateway');
    expect(spec.infrastructure.annotations).toEqual({
      'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet',
    });
    expect(spec.listeners).toEqual([
      expect.objectContaining({ protocol: 'HTTPS', hostname: '*.internal.example.com' }),
    ]);
    expect(spec.listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].values).toEqual(['inference']);
  });

  test.each<[Partial<InternalGatewayProps>, string]>([
    [{ hostname: '*' }, 'invalid host names of the route: got ["*"]'],
    [{ certificateSecret: 'a/b' }, 'certificate secret is not a DNS label: got "a/b"'],
    [{ routeNamespaces: ['*'] }, 'namespace of routes is not a DNS label: got "*"'],
  ])('%j is refused', (props, message) => {
    expect(() => build(props)).toThrow(message);
  });
});
