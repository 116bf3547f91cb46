import { guardrails, Caller } from '../../lib';
import { reachableEdges } from '../../lib/guardrails/reachability';
import { newChart, newService } from '../inference/fixtures';

const GATEWAY = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
const PROMETHEUS = Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus' });

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
});
