import { Testing } from 'cdk8s';
import { manifest, newChart, newService } from './fixtures';
import { AsmEdition, Caller, CallerTokens, JwtOptions, Mesh } from '../../lib';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway', podLabels: { app: 'gateway' } });
const AMBIENT = Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' });
const JWT: JwtOptions = {
  issuer: 'https://id.example.com',
  jwksUri: 'https://id.example.com/keys',
  audiences: ['llm'],
  tenantClaim: 'tenant_id',
};

test('a sidecar may call nothing that is not declared', () => {
  expect(manifest(newService(), 'Sidecar').spec).toMatchObject({
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    egress: [{ hosts: ['~/*'] }],
  });
});

test('access to the Kubernetes API opens its Service in the mesh, and nothing else', () => {
  const apiAccess = {
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], resourceNames: ['routes'] }],
    serverCidrs: ['192.168.0.0/24'],
  };
  expect(manifest(newService({ apiAccess }), 'Sidecar').spec.egress).toEqual([
    { hosts: ['default/kubernetes.default.svc.cluster.local'] },
  ]);
});

test('the control plane of an own Istio is reached by its pods', () => {
  const { egress } = manifest(newService({ mesh: Mesh.istio() }), 'NetworkPolicy').spec;
  expect(egress[1]).toEqual({
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
        podSelector: { matchLabels: { app: 'istiod' } },
      },
    ],
    ports: [{ port: 15012, protocol: 'TCP' }],
  });
});

describe.each([
  ['ASM', (nativeSidecar?: boolean) => Mesh.asm({ nativeSidecar })],
  ['an own Istio', (nativeSidecar?: boolean) => Mesh.istio({ nativeSidecar })],
])('the sidecar of %s', (_, mesh) => {
  const annotationsOf = (nativeSidecar?: boolean) =>
    manifest(newService({ mesh: mesh(nativeSidecar) }), 'Deployment').spec.template.metadata.annotations;

  test('starts before init containers and ends after the engine', () => {
    expect(annotationsOf()).toHaveProperty(['sidecar.istio.io/nativeSidecar'], 'true');
    expect(annotationsOf()).not.toHaveProperty(['proxy.istio.io/config']);
  });

  test('is waited for, and ends with the last connection, where it starts beside the engine', () => {
    const annotations = annotationsOf(false);
    expect(annotations).toHaveProperty(['sidecar.istio.io/nativeSidecar'], 'false');
    expect(JSON.parse(annotations['proxy.istio.io/config'])).toEqual({
      holdApplicationUntilProxyStarts: true,
      proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' },
    });
  });
});

describe('ambient', () => {
  const chart = newChart();
  const service = newService({ mesh: AMBIENT }, chart);
  service.connections.allowFrom(GATEWAY);
  const objects = Testing.synth(chart);

  test('callers come through the waypoint only, in the network and in the mesh', () => {
    expect(manifest(service, 'NetworkPolicy').spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mesh' } },
            podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'waypoint' } },
          },
        ],
        ports: [{ port: 15008, protocol: 'TCP' }],
      },
      { from: [{ ipBlock: { cidr: '169.254.7.127/32' } }], ports: [{ port: 8000, protocol: 'TCP' }] },
    ]);
    const [paths, identity] = objects.filter(({ kind }: any) => kind === 'AuthorizationPolicy');
    expect(paths.spec).toMatchObject({
      targetRefs: [{ kind: 'Service', name: 'qwen' }],
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/gateway/sa/llm-gateway'] } }] }],
    });
    expect(identity.spec).toEqual({
      selector: { matchLabels: expect.anything() },
      action: 'DENY',
      rules: [{ from: [{ source: { notPrincipals: ['cluster.local/ns/mesh/sa/waypoint'] } }] }],
    });
  });

  test('the Service is bound to the waypoint', () => {
    expect(manifest(service, 'Service').metadata.labels).toMatchObject({
      'istio.io/use-waypoint': 'waypoint',
      'istio.io/use-waypoint-namespace': 'mesh',
    });
  });
});

describe('no mesh', () => {
  const mesh = Mesh.none({ reason: 'the cluster runs one tenant behind WireGuard' });

  test('leaves no mesh objects, and its reason on the pods', () => {
    const chart = newChart();
    const service = newService({ mesh }, chart);
    service.connections.allowFrom(GATEWAY);
    const groups = chart.node.findAll().map((construct: any) => construct.apiGroup ?? '');
    expect(groups.filter((group) => group.includes('istio.io'))).toEqual([]);
    expect(manifest(service, 'Deployment').spec.template.metadata.annotations).toEqual({
      'secure-inference.ack/no-mesh-reason': 'the cluster runs one tenant behind WireGuard',
    });
  });

  test('wants callers that the network can tell apart', () => {
    const anyPod = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
    expect(() => newService({ mesh }).connections.allowFrom(anyPod)).toThrow(
      '[llm/Qwen] without a mesh callers are identified by labels only: got "gateway"',
    );
  });

  test('wants a reason', () => {
    expect(() => newService({ mesh: Mesh.none({ reason: 'later' }) })).toThrow(
      'reason for having no mesh is too short: got "later"',
    );
  });
});

describe('caller tokens', () => {
  test('callers need a token beside their identity, scrapers do not, and the tenant is told to the engine', () => {
    const service = newService({ callerTokens: CallerTokens.jwt(JWT) });
    service.connections.allowFrom(GATEWAY);
    service.connections.allowScrapeFrom(Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' }));
    const [callers, scraper] = manifest(service, 'AuthorizationPolicy').spec.rules;
    expect(callers.from[0].source).toEqual({
      principals: ['cluster.local/ns/gateway/sa/llm-gateway'],
      requestPrincipals: ['https://id.example.com/*'],
    });
    expect(scraper.from[0].source).not.toHaveProperty('requestPrincipals');
    expect(manifest(service, 'RequestAuthentication').spec.jwtRules).toEqual([
      {
        issuer: JWT.issuer,
        jwksUri: JWT.jwksUri,
        audiences: ['llm'],
        fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
        forwardOriginalToken: false,
        outputClaimToHeaders: [{ header: 'x-tenant', claim: 'tenant_id' }],
      },
    ]);
  });

  test.each<[Partial<JwtOptions>, string]>([
    [{ issuer: '*' }, 'invalid issuer of caller tokens: got "*"'],
    [
      { jwksUri: 'http://id.example.com/keys' },
      'invalid address of the JSON Web Key Set: got "http://id.example.com/keys"',
    ],
    [{ audiences: [] }, 'caller tokens have no audience: got []'],
    [{ tenantClaim: 'a b' }, 'invalid tenant claim: got "a b"'],
  ])('%j is refused', (options, message) => {
    expect(() => newService({ callerTokens: CallerTokens.jwt({ ...JWT, ...options }) })).toThrow(message);
  });

  test('are refused without a mesh that reads them', () => {
    const mesh = Mesh.none({ reason: 'the cluster runs one tenant behind WireGuard' });
    expect(() => newService({ mesh, callerTokens: CallerTokens.jwt(JWT) })).toThrow(
      'caller tokens need a mesh that reads them',
    );
  });
});

test('the standard edition of ASM has no CNI plug-in unless you say so', () => {
  const standard = { edition: AsmEdition.STANDARD };
  expect(() => newService({ mesh: Mesh.asm(standard) })).toThrow('needs NET_ADMIN');
  expect(() => newService({ mesh: Mesh.asm({ ...standard, cniPlugin: true }) })).not.toThrow();
});
