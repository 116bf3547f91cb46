import { drawingOf } from '../../../lib/guardrails/report/html/drawing';

const edge = (source: string, target: string, port = '8000/TCP', methods = 'any') => ({
  source,
  target,
  port,
  methods,
  paths: 'any',
});
const workload = (name: string, namespace = 'team') => ({ name: `Pod ${namespace}/${name}`, namespace });
const names = (boxes: readonly { name: string }[]) => boxes.map(({ name }) => name);

test('callers are left, destinations right, each with its ports and methods', () => {
  const drawing = drawingOf({
    workloads: [workload('a')],
    edges: [
      edge('gateway/llm', 'Pod team/a', '8000/TCP', 'GET'),
      edge('gateway/llm', 'Pod team/a', '8000/TCP', 'POST'),
      edge('Pod team/a', '10.0.0.0/8', 'any'),
    ],
  });
  expect(drawing.inbound).toEqual({
    peers: [{ id: 'gateway/llm', name: 'gateway/llm', note: '8000/TCP · GET, POST', kind: 'known' }],
    links: [{ workload: 'Pod team/a', peer: 'gateway/llm', kind: 'known' }],
  });
  expect(drawing.outbound.peers).toMatchObject([{ name: '10.0.0.0/8', note: 'any port' }]);
});

test('a workload that nothing reaches is drawn, too', () => {
  expect(names(drawingOf({ workloads: [workload('a')], edges: [] }).workloads)).toEqual(['Pod team/a']);
});

test('what is new, what is gone, and what anybody reaches are told apart', () => {
  const [fresh, gone, open] = ['new', 'gone', 'anybody'].map((source) => edge(source, 'Pod team/a'));
  const { inbound } = drawingOf({
    workloads: [workload('a')],
    edges: [fresh, open, edge('old', 'Pod team/a')],
    since: { generatedAt: '', added: [fresh, open], removed: [gone] },
  });
  expect(Object.fromEntries(inbound.links.map(({ peer, kind }) => [peer, kind]))).toEqual({
    new: 'new',
    gone: 'gone',
    anybody: 'open',
    old: 'known',
  });
});

test('many workloads are drawn by namespace', () => {
  const workloads = Array.from({ length: 60 }, (_, index) => workload(`w${index}`, `n${index % 2}`));
  const drawing = drawingOf({ workloads, edges: workloads.map(({ name }) => edge('gateway/llm', name)) });
  expect(drawing.workloads).toMatchObject([
    { name: 'namespace n0', note: '30 workloads' },
    { name: 'namespace n1', note: '30 workloads' },
  ]);
  expect(drawing.inbound.links).toHaveLength(2);
});

test('however much there is, few boxes are drawn, and none is lost', () => {
  const workloads = Array.from({ length: 500 }, (_, index) => workload(`w${index}`, `n${index}`));
  const edges = workloads.flatMap(({ name }, index) => [edge(`peer/${index}`, name), edge('peer/0', name)]);
  const drawing = drawingOf({ workloads, edges });
  expect(drawing.workloads).toHaveLength(25);
  expect(drawing.workloads.at(-1)).toMatchObject({ name: '476 more namespaces', note: '476 workloads' });
  expect(drawing.inbound.peers).toHaveLength(25);
  expect(names(drawing.inbound.peers)).toEqual(expect.arrayContaining(['peer/0', '476 more']));
});
