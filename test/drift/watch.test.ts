import { drift, DriftFacts } from '../../lib/drift/drift';
import { Verification } from '../../lib/drift/verify';
import { Watch } from '../../lib/drift/watch';

const OPEN: DriftFacts = { id: 'network-policy-changed', object: 'NetworkPolicy/chat/qwen', path: 'spec.ingress' };
const BOUND: DriftFacts = { id: 'binding-added', object: 'ClusterRoleBinding/x' };

const seen = (drifts: DriftFacts[], problems: string[] = []): Verification => ({
  drifts: drifts.map(drift),
  problems,
  passedOver: [],
  objects: 3,
  pods: 2,
});

/** Runs through what each run sees, then ends; reads the metrics after each. */
async function watch(...runs: (Verification | Error)[]) {
  const end = new AbortController();
  const told: string[] = [];
  const metrics: string[] = [];
  const left = [...runs];
  const verify = async () => {
    if (left.length < runs.length) {
      metrics.push(await (await fetch(/http:\S+/.exec(told[0])![0])).text());
    }
    const next = left.shift();
    if (next === undefined) {
      end.abort();
      throw new Error('ended');
    }
    if (next instanceof Error) {
      throw next;
    }
    return next;
  };
  const differs = await new Watch(verify, {
    intervalMs: 1,
    listen: { host: '127.0.0.1', port: 0 },
    signal: end.signal,
    tell: (line) => told.push(line),
  }).run();
  return { differs, told: told.slice(1, -1), metrics };
}

const shown = (text: string) => text.split('\n').filter((line) => /_verify_drift\{/.test(line));

test('tells what is found and what is gone, once', async () => {
  const { told, differs } = await watch(seen([OPEN]), seen([OPEN, BOUND]), seen([BOUND]), seen([]));
  expect(told).toEqual([
    'found critical network-policy-changed NetworkPolicy/chat/qwen spec.ingress',
    'found critical binding-added ClusterRoleBinding/x',
    'gone  critical network-policy-changed NetworkPolicy/chat/qwen spec.ingress',
    'gone  critical binding-added ClusterRoleBinding/x',
  ]);
  expect(differs).toBe(false);
});

test('takes nothing back that a run could not see', async () => {
  const { told, differs, metrics } = await watch(
    seen([OPEN]),
    new Error('no answer'),
    seen([BOUND], ['/api/v1/pods: 403 you may not']),
  );
  expect(told).toEqual([
    'found critical network-policy-changed NetworkPolicy/chat/qwen spec.ingress',
    'error no answer',
    'error /api/v1/pods: 403 you may not',
    'found critical binding-added ClusterRoleBinding/x',
  ]);
  expect(differs).toBe(true);
  expect(metrics.map((text) => shown(text).length)).toEqual([1, 1, 2]);
});

test('counts runs, and says when everything was seen last', async () => {
  const [, , last] = (await watch(seen([]), new Error('no answer'), seen([], ['refused']))).metrics;
  expect(last).toMatch(/_runs_total\{outcome="complete"\} 1\n/);
  expect(last).toMatch(/_runs_total\{outcome="failed"\} 1\n/);
  expect(last).toMatch(/_runs_total\{outcome="incomplete"\} 1\n/);
  expect(last).toMatch(/_last_complete_timestamp_seconds [1-9]/);
  expect(last).toMatch(/_verify_objects 3\n/);
});

test('names an address that it cannot serve at', async () => {
  const options = { intervalMs: 1, signal: new AbortController().signal, tell: () => undefined };
  const watching = new Watch(async () => seen([]), { ...options, listen: { host: '203.0.113.1', port: 1 } });
  await expect(watching.run()).rejects.toThrow(/^--listen 203.0.113.1:1: /);
});
