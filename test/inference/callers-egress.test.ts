import { App, Chart, Testing } from 'cdk8s';
import { manifest, newService } from './fixtures';
import {
  Caller,
  CallerEgress,
  Destination,
  guardrails,
  Mesh,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
} from '../../lib';

const POD_LABELS = { app: 'llm-gateway' };
const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: POD_LABELS });
const TRACES = Destination.service({
  namespace: 'observability',
  service: 'otel-collector',
  podLabels: { app: 'otel-collector' },
  port: 4317,
});
const CACHE = Destination.host({ host: 'r-bp1.redis.rds.aliyuncs.com', cidrs: ['192.168.8.0/24'], port: 6380 });
const SERVICE_PODS = { 'app.kubernetes.io/instance': 'qwen', 'app.kubernetes.io/component': 'inference-server' };

class Platform {
  private readonly app = new App({ outdir: Testing.app().outdir });
  public readonly gateways = new Chart(this.app, 'gateways', { namespace: 'gateway' });
  private readonly llm = new Chart(this.app, 'llm', { namespace: 'inference' });

  public namespace(mesh?: Mesh): void {
    new SecureNamespace(this.gateways, 'Namespace', { name: 'gateway', gpus: 0, mesh });
  }

  public service(props: Partial<SecureGpuInferenceServiceProps> = {}): SecureGpuInferenceService {
    return newService(props, this.llm);
  }

  public edges(): guardrails.ReachableEdge[] {
    return guardrails.Reachability.of(this.app);
  }
}

/** Policies of a chart that let pods with labels out. */
function waysOut(chart: Chart): any[] {
  return chart
    .toJson()
    .filter(({ kind, spec }) => kind === 'NetworkPolicy' && spec.podSelector.matchLabels !== undefined)
    .map(({ spec }) => spec);
}

const targetsOf = ({ egress }: any): string[] =>
  egress.flatMap(({ to, ports }: any) =>
    to.map(
      ({ ipBlock, namespaceSelector }: any) =>
        `${ipBlock?.cidr ?? namespaceSelector.matchLabels['kubernetes.io/metadata.name']}:${ports[0].port}`,
    ),
  );

describe('a caller in a namespace that the library writes', () => {
  test.each([
    ['after', ['namespace', 'service'] as const],
    ['before', ['service', 'namespace'] as const],
  ])('gets DNS, the control plane and the service; declared %s the namespace', (_, order) => {
    const platform = new Platform();
    const declare = {
      namespace: () => platform.namespace(Mesh.istio()),
      service: () => platform.service().connections.allowFrom(GATEWAY),
    };
    order.forEach((each) => declare[each]());
    const [way, ...others] = waysOut(platform.gateways);
    expect(others).toEqual([]);
    expect(way).toMatchObject({ podSelector: { matchLabels: POD_LABELS }, policyTypes: ['Egress'] });
    expect(targetsOf(way)).toEqual([
      ...['kube-system:53', '169.254.20.10/32:53', 'istio-system:15012', 'inference:8000'],
    ]);
    expect(way.egress.at(-1).to[0].podSelector.matchLabels).toEqual(SERVICE_PODS);
  });

  test('that calls twice has each rule once', () => {
    const platform = new Platform();
    platform.namespace();
    const { connections } = platform.service();
    connections.allowFrom(GATEWAY);
    connections.allowFrom(GATEWAY);
    connections.allowScrapeFrom(GATEWAY);
    const [{ egress }] = waysOut(platform.gateways);
    expect(egress.slice(2).map(({ ports }: any) => ports.map(({ port }: any) => port))).toEqual([
      [8000],
      [8000, 15020],
    ]);
  });

  test('of an ambient mesh reaches the waypoint, not the pods behind it', () => {
    const platform = new Platform();
    const mesh = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
    platform.namespace(mesh);
    platform.service({ mesh }).connections.allowFrom(GATEWAY);
    expect(targetsOf(waysOut(platform.gateways)[0])).toEqual(['kube-system:53', '169.254.20.10/32:53', 'mesh:15008']);
  });

  test('is an edge of the reachability map, and is none where its namespace keeps it in', () => {
    const sources = (isDeclared: boolean) => {
      const platform = new Platform();
      platform.namespace();
      const service = platform.service();
      service.connections.allowFrom(GATEWAY);
      if (!isDeclared) {
        platform.gateways.node.findAll().forEach((construct) => {
          construct.node.scope?.node.tryRemoveChild(
            construct.node.id.startsWith('NetworkPolicy-') ? construct.node.id : '',
          );
        });
      }
      return platform.edges().filter(({ target }) => target === 'Deployment inference/qwen');
    };
    expect(new Set(sources(true).map(({ source }) => source))).toEqual(new Set(['gateway/llm-gateway']));
    expect(sources(false)).toEqual([]);
  });

  test('is another service: its own policy and Sidecar open, too', () => {
    const chart = new Chart(new App({ outdir: Testing.app().outdir }), 'llm', { namespace: 'inference' });
    const embeddings = newService({ name: 'embeddings' }, chart);
    const other = new Chart(chart, 'Rag', { namespace: 'inference' });
    const rag = newService({ name: 'rag' }, other);
    embeddings.connections.allowFrom(rag.asCaller);
    expect(targetsOf(manifest(rag, 'NetworkPolicy').spec)).toContain('inference:8000');
    expect(manifest(rag, 'Sidecar').spec.egress).toEqual([
      { hosts: ['inference/embeddings.inference.svc.cluster.local'] },
    ]);
    expect(manifest(embeddings, 'Sidecar').spec.egress).toEqual([{ hosts: ['~/*'] }]);
  });
});

describe('CallerEgress', () => {
  test('lets a workload of another team out to a service and elsewhere', () => {
    const platform = new Platform();
    const service = platform.service({ mesh: Mesh.istio() });
    service.connections.allowFrom(GATEWAY);
    const props = { caller: GATEWAY, services: [service], destinations: [CACHE, TRACES] };
    new CallerEgress(platform.gateways, 'Gateway', props);
    const objects = platform.gateways.toJson();
    expect(targetsOf(waysOut(platform.gateways)[0])).toEqual([
      ...['kube-system:53', '169.254.20.10/32:53', 'istio-system:15012'],
      ...['inference:8000', '192.168.8.0/24:6380', 'observability:4317'],
    ]);
    expect(objects.find(({ kind }) => kind === 'ServiceEntry')).toMatchObject({
      metadata: { namespace: 'gateway' },
      spec: { hosts: ['r-bp1.redis.rds.aliyuncs.com'], ports: [{ number: 6380, protocol: 'TLS' }] },
    });
  });

  test('of a service that does not allow the caller is refused, and of a caller without labels', () => {
    const platform = new Platform();
    const service = platform.service();
    const caller = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
    expect(() => new CallerEgress(platform.gateways, 'Gateway', { caller, services: [service] })).toThrow(
      /caller has no pod labels[^]*service llm\/Qwen does not allow the caller/,
    );
  });
});

describe('what a service calls', () => {
  test('is open in its NetworkPolicy and its Sidecar', () => {
    const service = new Platform().service();
    service.connections.allowTo(TRACES, CACHE, TRACES);
    expect(targetsOf(manifest(service, 'NetworkPolicy').spec).slice(-2)).toEqual([
      ...['observability:4317', '192.168.8.0/24:6380'],
    ]);
    expect(manifest(service, 'Sidecar').spec.egress).toEqual([
      { hosts: ['observability/otel-collector.observability.svc.cluster.local', './r-bp1.redis.rds.aliyuncs.com'] },
    ]);
    expect(manifest(service, 'ServiceEntry').spec).toMatchObject({ exportTo: ['.'], resolution: 'DNS' });
  });

  test('needs no object of a mesh where there is none, and the tunnel in an ambient one', () => {
    const without = new Platform().service({ mesh: Mesh.none({ reason: 'a lab without other workloads' }) });
    without.connections.allowTo(CACHE);
    expect(() => manifest(without, 'ServiceEntry')).toThrow('service has no object of this kind');
    const ambient = new Platform().service({ mesh: Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' }) });
    ambient.connections.allowTo(TRACES);
    expect(
      manifest(ambient, 'NetworkPolicy')
        .spec.egress.at(-1)
        .ports.map(({ port }: any) => port),
    ).toEqual([4317, 15008]);
  });

  test.each([
    ['port of a destination is none', Destination.service({ ...serviceOptions(), port: 0 })],
    ['destination has no pod labels', Destination.service({ ...serviceOptions(), podLabels: {} })],
    ['service of a destination is not a DNS label', Destination.service({ ...serviceOptions(), service: '*' })],
    ['host of a destination is not one', Destination.host({ host: '*.example.com', cidrs: ['10.0.0.0/24'] })],
    ['destination has no address ranges', Destination.host({ host: 'db.example.com', cidrs: [] })],
    ['range of a destination is not a bounded', Destination.host({ host: 'db.example.com', cidrs: ['0.0.0.0/0'] })],
  ])('%s: refused', (what, destination) => {
    expect(() => new Platform().service().connections.allowTo(destination)).toThrow(`[llm/Qwen] ${what}`);
  });
});

function serviceOptions() {
  return { namespace: 'observability', service: 'otel', podLabels: { app: 'otel' }, port: 4317 };
}
