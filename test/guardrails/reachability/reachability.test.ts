import * as fc from 'fast-check';
import { guardrails, Caller } from '../../../lib';
import { modelsOf } from '../../../lib/effective/models';
import { ReachabilityMap } from '../../../lib/guardrails/reachability/reachability-map';
import { Manifest } from '../../../lib/objects/manifest';
import { newChart, newService } from '../../inference/fixtures';
import { fuzzing } from '../../support/fuzzing';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
const PROMETHEUS = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

function reachableEdges(objects: readonly Manifest[]): guardrails.ReachableEdge[] {
  const map = new ReachabilityMap(modelsOf(objects));
  return map.edges();
}

function edgesOf(...callers: Caller[]): guardrails.ReachableEdge[] {
  const chart = newChart();
  const service = newService({}, chart);
  callers.forEach((caller) => service.connections.allowFrom(caller));
  service.connections.allowScrapeFrom(PROMETHEUS);
  return guardrails.Reachability.of(chart);
}

test('each caller is listed with the methods and paths that network and mesh both allow', () => {
  const inbound = edgesOf(GATEWAY).filter(({ target }) => target === 'Deployment inference/qwen');
  expect(inbound).toEqual([
    expect.objectContaining({ source: 'gateway/llm-gateway', port: '8000/TCP', methods: 'GET', paths: '/v1/models' }),
    expect.objectContaining({
      source: 'gateway/llm-gateway',
      methods: 'POST',
      paths: expect.stringContaining('/v1/chat/completions'),
    }),
    expect.objectContaining({ source: 'monitoring/prometheus', methods: 'GET', paths: '/metrics' }),
  ]);
});

test('ways out are listed with what is excepted', () => {
  const outbound = edgesOf().filter(({ source }) => source === 'Deployment inference/qwen');
  expect(outbound.map(({ target, port }) => `${target}:${port}`)).toEqual([
    '10.0.0.0/8:15012/TCP',
    '169.254.20.10/32:53/TCP',
    '169.254.20.10/32:53/UDP',
    '172.16.0.0/12:15012/TCP',
    '192.168.0.0/16:15012/TCP',
    'pods k8s-app=kube-dns in kube-system:53/TCP',
    'pods k8s-app=kube-dns in kube-system:53/UDP',
  ]);
});

test('a new caller shows as added, one that is gone as removed', () => {
  const other = Caller.workload({ namespace: 'batch', serviceAccount: 'runner' });
  const { added, removed } = guardrails.Reachability.diff(edgesOf(GATEWAY), edgesOf(other));
  expect(new Set(added.map(({ source }) => source))).toEqual(new Set(['batch/runner']));
  expect(new Set(removed.map(({ source }) => source))).toEqual(new Set(['gateway/llm-gateway']));
});

describe('manifests of others', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app', namespace: 'default', labels: { app: 'a', tier: 'web' } },
    spec: {},
  };
  const policy = (spec: object) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'policy' },
    spec,
  });

  test('what no policy selects is open both ways', () => {
    expect(reachableEdges([pod]).map(({ source, target, port }) => [source, target, port])).toEqual([
      ['Pod default/app', 'anybody', 'any'],
      ['anybody', 'Pod default/app', 'any'],
    ]);
  });

  test.each([
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] }, true],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, false],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
    [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
    [{ matchLabels: { app: 'b' } }, false],
    [{}, true],
  ])('a policy with the selector %j closes it: %s', (podSelector, closed) => {
    const edges = reachableEdges([pod, policy({ podSelector, policyTypes: ['Ingress'] })]);
    expect(edges.some(({ target }) => target === 'Pod default/app')).toBe(!closed);
  });

  test('an identity from a namespace that the network does not let in reaches nothing', () => {
    const edges = reachableEdges([
      pod,
      policy({
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } }] }],
      }),
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'policy' },
        spec: {
          rules: [
            { from: [{ source: { principals: ['cluster.local/ns/batch/sa/job', 'cluster.local/ns/web/sa/ui'] } }] },
          ],
        },
      },
    ]);
    expect(edges.filter(({ target }) => target === 'Pod default/app').map(({ source }) => source)).toEqual(['web/ui']);
  });

  const authorization = (spec: object, namespace?: string) => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'policy', namespace },
    spec,
  });
  const inbound = (...objects: Manifest[]) =>
    reachableEdges([pod, ...objects]).filter(({ target }) => target === 'Pod default/app');
  const ONLY_GATEWAY = { rules: [{ from: [{ source: { principals: ['cluster.local/ns/gateway/sa/gw'] } }] }] };
  const narrowed = (...objects: Manifest[]) => {
    const edges = reachableEdges(objects).filter(({ target }) => target === 'Pod default/app');
    return edges.every(({ source }) => source === 'gateway/gw');
  };

  test('a policy of the mesh narrows edges only where it is in force and the mesh sees the pod', () => {
    const policyOfMesh = authorization(ONLY_GATEWAY);
    const annotated = (annotations: object) => ({ ...pod, metadata: { ...pod.metadata, annotations } }) as Manifest;
    expect(narrowed(pod, policyOfMesh)).toBe(true);
    expect(narrowed(annotated({ 'sidecar.istio.io/inject': 'false' }), policyOfMesh)).toBe(false);
    expect(narrowed(annotated({ 'traffic.sidecar.istio.io/excludeInboundPorts': '8000' }), policyOfMesh)).toBe(false);
    const dryRun = { ...policyOfMesh, metadata: { name: 'policy', annotations: { 'istio.io/dry-run': 'true' } } };
    expect(narrowed(pod, dryRun as Manifest)).toBe(false);
    expect(narrowed(pod, { ...policyOfMesh, apiVersion: 'example.com/v1' })).toBe(false);
    expect(narrowed(pod, authorization({ ...ONLY_GATEWAY, targetRef: { kind: 'Gateway', name: 'gw' } }))).toBe(false);
    const plain = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };
    expect(narrowed(plain, pod, policyOfMesh)).toBe(false);
  });

  const PORT_8000 = { rules: [{ to: [{ operation: { ports: ['8000'] } }] }] };

  test.each([
    [{ port: 8000 }, '8000/TCP'],
    [{ port: 7999, endPort: 8001 }, '7999-8001/TCP'],
    [{ port: 'http' }, 'http/TCP'],
    [{ port: 9000 }, undefined],
    [{ port: 7000, endPort: 7999 }, undefined],
  ])('a port of the network %j lets in a request to port 8000 as %s', (port, text) => {
    const network = policy({ podSelector: {}, ingress: [{ ports: [port] }] });
    expect(inbound(network, authorization(PORT_8000)).map((edge) => edge.port)).toEqual(text ? [text] : []);
  });

  test('what the root namespace of the mesh allows is allowed everywhere', () => {
    const allowed = { rules: [{ from: [{ source: { principals: ['cluster.local/ns/ops/sa/debug'] } }] }] };
    expect(inbound(authorization(allowed, 'istio-system')).map(({ source }) => source)).toEqual(['ops/debug']);
    expect(inbound(authorization(allowed, 'other')).map(({ source }) => source)).toEqual(['anybody']);
  });

  test('a policy that denies, or is for a gateway, opens nothing', () => {
    const closed = authorization({});
    expect(inbound(closed, authorization({ action: 'DENY', rules: [{}] }))).toEqual([]);
    expect(inbound(closed, authorization({ targetRefs: [{ kind: 'Gateway' }], rules: [{}] }))).toEqual([]);
  });

  test('a policy without types closes ways out only where it has some, as the API server defaults it', () => {
    const closed = (spec: object) => reachableEdges([pod, policy({ podSelector: {}, ...spec })]);
    const OUT = { source: 'Pod default/app', methods: 'any', paths: 'any' };
    expect(closed({ egress: [] })).toEqual([{ ...OUT, target: 'anybody', port: 'any' }]);
    expect(closed({ egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }] })).toEqual([
      { ...OUT, target: 'anybody', port: '53/UDP' },
    ]);
  });

  const admin = (spec: object, kind = 'AdminNetworkPolicy') => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name: 'admin' },
    spec: { priority: 1, subject: { namespaces: {} }, ...spec },
  });
  const rule = (action: string, from: object) => ({ ingress: [{ action, from: [from] }] });
  const sources = (...objects: Manifest[]) => inbound(...objects).map(({ source }) => source);
  const ONLY_WEB = policy({ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] });

  test('policies of administrators are asked first, and their baseline last', () => {
    const everyPod = { namespaces: {} };
    expect(sources(ONLY_WEB)).toEqual(['pods app=web in the same namespace']);
    expect(sources(ONLY_WEB, admin(rule('Allow', everyPod)))).toEqual([
      'pods * in *',
      'pods app=web in the same namespace',
    ]);
    expect(sources(ONLY_WEB, admin(rule('Deny', everyPod)))).toEqual([]);
    expect(sources(ONLY_WEB, admin(rule('Pass', everyPod)))).toEqual(['pods app=web in the same namespace']);
    expect(sources(admin(rule('Deny', everyPod), 'BaselineAdminNetworkPolicy'))).toEqual([
      'anybody except pods * in *',
    ]);
    expect(sources(ONLY_WEB, admin(rule('Deny', everyPod), 'BaselineAdminNetworkPolicy'))).toEqual(sources(ONLY_WEB));
  });

  const service = (spec: object) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'app', namespace: 'default' },
    spec: { selector: { app: 'a' }, ports: [{ port: 80, targetPort: 8000 }], ...spec },
  });
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'edge', namespace: 'default' },
    spec: { defaultBackend: { service: { name: 'app', port: { number: 80 } } } },
  };

  test('Services and what routes to them are ways from outside, where policies let it in', () => {
    expect(sources(service({ type: 'LoadBalancer' }))).toEqual(['anybody', 'anybody by LoadBalancer default/app']);
    expect(sources(service({ type: 'LoadBalancer' }), ONLY_WEB)).toEqual(['pods app=web in the same namespace']);
    expect(sources(service({}), ingress)).toEqual(['anybody', 'anybody by Ingress default/edge']);
    expect(sources(service({}), ingress, ONLY_WEB)).toEqual([
      'anybody by Ingress default/edge',
      'pods app=web in the same namespace',
    ]);
    expect(sources(service({}))).toEqual(['anybody']);
  });

  test('a Service without a selector leads to the addresses of its Endpoints', () => {
    const endpoints = {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'app', namespace: 'default' },
      subsets: [{ addresses: [{ ip: '10.1.1.1' }] }],
    } as unknown as Manifest;
    const edges = reachableEdges([service({ type: 'LoadBalancer', selector: undefined }), endpoints]);
    expect(edges.map(({ source, target, port }) => [source, target, port])).toEqual([
      ['anybody by LoadBalancer default/app', '10.1.1.1', '8000'],
    ]);
  });

  test('what a policy denies wholly is not reached, what it denies in part is', () => {
    const deny = (rules: object[]) => ({ ...authorization({ action: 'DENY', rules }), metadata: { name: 'deny' } });
    const fromGateway = { from: [{ source: { principals: ['cluster.local/ns/gateway/sa/gw'] } }] };
    expect(sources(authorization(ONLY_GATEWAY))).toEqual(['gateway/gw']);
    expect(sources(authorization(ONLY_GATEWAY), deny([{}]))).toEqual([]);
    expect(sources(authorization(ONLY_GATEWAY), deny([fromGateway]))).toEqual([]);
    const inPart = { ...fromGateway, to: [{ operation: { paths: ['/admin'] } }] };
    expect(sources(authorization(ONLY_GATEWAY), deny([inPart]))).toEqual(['gateway/gw']);
  });

  test('the mesh narrows a port only where its filter is left and the protocol is one that it sees', () => {
    const removal = {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'open', namespace: 'default' },
      spec: {
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            match: { listener: { filterChain: { filter: { subFilter: { name: 'envoy.filters.http.rbac' } } } } },
            patch: { operation: 'REMOVE' },
          },
        ],
      },
    };
    expect(sources(authorization(ONLY_GATEWAY), removal)).toEqual(['anybody']);
    const udp = policy({ podSelector: {}, ingress: [{ ports: [{ port: 8000, protocol: 'UDP' }] }] });
    expect(sources(authorization(ONLY_GATEWAY), udp)).toEqual(['anybody']);
  });

  test('policies do not reach a pod in the network of its node', () => {
    const onHost = { ...pod, spec: { hostNetwork: true } };
    expect(reachableEdges([onHost, policy({ podSelector: {} }), authorization({})])).toHaveLength(2);
  });

  test('no manifest is too strange', () => {
    const kinds = fc.constantFrom('Pod', 'Deployment', 'NetworkPolicy', 'AuthorizationPolicy');
    const field = fc.constantFrom('podSelector', 'selector', 'ingress', 'egress', 'rules', 'template', 'matchLabels');
    const spec = fc.dictionary(
      field,
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.array(fc.dictionary(fc.constantFrom('from', 'to', 'ports'), fc.jsonValue({ maxDepth: 3 }))),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kinds, fc.oneof(spec, fc.jsonValue({ maxDepth: 3 }))), { maxLength: 6 }),
        (objects) => {
          const manifests = objects.map(([kind, strange]) => ({
            apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
            kind,
            metadata: { name: 'x' },
            spec: strange,
          }));
          return Array.isArray(reachableEdges(manifests));
        },
      ),
      fuzzing(200),
    );
  });
});
