import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ACTS } from './acts';
import { SessionKubelet } from './kubelet';
import { Recorder } from './recorder';
import { setUp, Stage } from './stage';
import { auditSignals, fires, isIndexed, slsQuery } from '../../../../lib/detection/audit';
import { CONTROLLER_ACCOUNTS } from '../../../../lib/detection/audit/actors';
import { GO, judge, PYTHON } from '../../support/judge';
import { Cluster, KUBERNETES_VERSION } from '../cluster';
import { manifestFiles } from '../example-output';

/** A minute, in which each controller does its work; `npm run judges:soak` looks longer. */
const QUIET_SECONDS = Number(process.env.AUDIT_QUIET_SECONDS ?? 60);

judge(`audit log of Kubernetes ${KUBERNETES_VERSION}`, [GO, PYTHON], () => {
  let cluster: Cluster;
  let kubelet: SessionKubelet;
  let stage: Stage;
  let recorder: Recorder;

  beforeAll(async () => {
    cluster = await Cluster.start();
    kubelet = await SessionKubelet.start(cluster);
    recorder = new Recorder(cluster);
  });

  afterAll(async () => {
    kubelet?.stop();
    await cluster?.stop();
  });

  test('the controllers that signals leave out are those whose roles let them do it', () => {
    const roles = JSON.parse(cluster.must(['get', 'clusterroles', '-o', 'json'])).items as any[];
    const names = roles.filter(({ rules }) => rules?.some(reportable)).map(({ metadata }) => metadata.name as string);
    const controllers = names.filter((name) => name.startsWith('system:controller:'));
    expect(controllers.map((name) => name.split(':')[2]).sort()).toEqual(CONTROLLER_ACCOUNTS);
  });

  test(`${QUIET_SECONDS} seconds of controllers at work fire nothing`, async () => {
    const start = await recorder.position();
    const deadline = Date.now() + QUIET_SECONDS * 1000;
    do {
      for (const file of manifestFiles('quickstart')) {
        cluster.must(['create', '-f', file]);
      }
      await cluster.eventually(
        () => cluster.list('pods', 'inference'),
        (pods) => pods.length === 2,
      );
      cluster.must(['scale', 'deployment/qwen', '-n', 'inference', '--replicas=3']);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(20_000, deadline - Date.now()))));
      for (const file of manifestFiles('quickstart')) {
        cluster.must(['delete', '--wait', '-f', file]);
      }
    } while (Date.now() < deadline);
    await recorder.position();

    const actors = new Set(
      cluster
        .auditEvents()
        .slice(start)
        .map(({ user }) => user.username as string),
    );
    expect([...actors]).toEqual(expect.arrayContaining(['system:kube-controller-manager', 'system:apiserver']));
    expect([...actors].filter((name) => name.startsWith('system:serviceaccount:kube-system:')).length).toBeGreaterThan(
      9,
    );
    expect(recorder.explainSince(start)).toEqual([]);
  });

  describe('an act fires its signals and no other', () => {
    beforeAll(async () => {
      stage = await setUp(cluster, kubelet);
    });

    test.each(ACTS.map((act) => [act.name, act.signals.join(', ') || 'nothing', act] as const))(
      '%s: %s',
      async (_, __, { act, signals }) => {
        const start = await recorder.position();
        await act(stage);
        await recorder.position();
        expect({ fired: recorder.firedSince(start), by: recorder.explainSince(start) }).toMatchObject({
          fired: signals,
        });
      },
    );

    test('every signal was fired by an act', () => {
      expect([...new Set(ACTS.flatMap(({ signals }) => signals))].sort()).toEqual(
        auditSignals()
          .map(({ id }) => id)
          .sort(),
      );
    });

    test('exec was answered over both transports', () => {
      const sessions = cluster
        .auditEvents()
        .filter(({ objectRef, stage: at }) => objectRef?.subresource === 'exec' && at === 'ResponseStarted');
      expect(new Set(sessions.map(({ verb, responseStatus }) => `${verb} ${responseStatus.code}`))).toEqual(
        new Set(['create 101', 'get 101']),
      );
    });
  });

  test.each(['roots', 'paths'])('the SQL of each query finds what the predicate does, with %s as columns', (layout) => {
    const events = cluster.auditEvents();
    // paths are columns where an index makes them, which is where the queries that do not scan run
    const signals = auditSignals().filter((signal) => layout === 'paths' || !isIndexed(signal));
    const queries = Object.fromEntries(signals.map((signal) => [signal.id, sqlOf(slsQuery(signal))]));
    const expected = signals.map((signal) => {
      const ids = events.filter((event) => fires(signal, event)).map(({ auditID }) => auditID as string);
      return [signal.id, [...new Set(ids)].sort()];
    });
    expect(runQueries({ events, queries, layout })).toEqual(Object.fromEntries(expected));
  });
});

/** Whether a rule of a role allows what signals report of controllers. */
function reportable({ apiGroups = [], resources = [], verbs = [] }: Record<string, string[]>): boolean {
  const has = (values: string[], ...wanted: string[]) =>
    values.some((value) => value === '*' || wanted.includes(value));
  const reads = has(apiGroups, '') && has(resources, 'secrets', 'configmaps') && has(verbs, 'get', 'list', 'watch');
  const writes =
    has(apiGroups, 'rbac.authorization.k8s.io') &&
    has(resources, 'roles', 'clusterroles', 'rolebindings', 'clusterrolebindings') &&
    has(verbs, 'create', 'update', 'patch', 'delete');
  return reads || writes;
}

/** What stands after the bar, as standard SQL and without its limit. */
function sqlOf(query: string): string {
  return query
    .slice(query.indexOf('\n| ') + 3)
    .replace('set session mode=scan; ', '')
    .replace(/ limit 100$/, '');
}

function runQueries(input: object): unknown {
  const { status, stdout, stderr } = spawnSync('python3', [join(__dirname, 'run_queries.py')], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}
