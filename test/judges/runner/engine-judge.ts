import { join } from 'node:path';
import { emittedManifests } from './emitted-manifests';
import { Ablation, EngineCase, isRefused, uncovered, withCpuChanges, without, writableMounts } from './engine-case';
import { EngineProcess } from './engine-process';
import { inspectSandbox } from './inspect-sandbox';
import { Container, podOf, PodSpec } from './pod';
import { Host } from './sandbox';
import { RouteAccess } from '../../../lib/engines';
import { JUDGES } from '../support/exclusively';
import { BUBBLEWRAP, judge, PYTHON, Tool } from '../support/judge';

const TOOLS: Tool[] = [
  BUBBLEWRAP,
  { command: 'nsenter', versionArgs: ['--version'], install: 'apt-get install util-linux' },
  PYTHON,
];

/** Runs an engine under the contract that an example emits, then again with parts of the contract taken away. */
export function judgeEngine(engine: EngineCase, tools: Tool[] = []): void {
  const { name, routes, queueMetric } = engine.profile;
  judge(`pod runner: ${name}`, [...TOOLS, ...tools], () => {
    let pod: PodSpec;
    let contract: Container;
    let host: Host;

    beforeAll(async () => {
      pod = podOf(await emittedManifests(engine.example));
      contract = pod.containers.find((container) => container.name === name)!;
      const image = engine.image();
      host = { ...image, env: { ...pathsOfRoot(contract), ...image.env } };
      print(`${name}: changed for a CPU`, engine.cpuChanges.map(describeChange));
      print(`${name}: taken away`, engine.ablations.map(describeAblation));
    });

    const start = (container: Container, run: string) =>
      EngineProcess.start(
        pod,
        withCpuChanges(container, engine.cpuChanges),
        host,
        join(JUDGES, 'runner', 'logs', `${name}-${run.replaceAll(/\W+/g, '-')}.log`),
      );

    describe('under its contract', () => {
      let server: EngineProcess;
      let ready: boolean;

      beforeAll(async () => {
        server = await start(contract, 'contract');
        ready = await server.becomesReady();
      });

      afterAll(() => server?.kill());

      test('it becomes ready by its own probes', async () => {
        expect({ ready, exit: server.exit, log: ready ? '' : server.log }).toEqual({ ready: true, log: '' });
        expect(await server.succeeds(contract.livenessProbe)).toBe(true);
      });

      test('it answers a completion', async () => {
        const [answer] = await server.send([engine.completion]);
        expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('"choices"') });
      });

      test('it has the metric of its queue where the scraper may read', async () => {
        const scraped = routes.filter(({ access }) => access === RouteAccess.SCRAPER);
        const answers = await server.send(scraped);
        expect(answers.map(({ status }) => status)).toEqual(scraped.map(() => 200));
        expect(answers.map(({ text }) => text).join('\n')).toContain(queueMetric);
      });

      test.each(engine.limits.map((limit) => [limit.name, limit] as const))(
        'it holds a limit and goes on serving: %s',
        async (_, limit) => {
          const [within, beyond] = await server.send([limit.within, limit.beyond]);
          expect(within).toMatchObject({ status: 200 });
          expect([beyond].filter((answer) => !isRefused(limit, answer))).toEqual([]);
          const [after] = await server.send([engine.completion]);
          expect(after.status).toBe(200);
        },
      );

      test('it ends within its grace period when it is asked to', async () => {
        expect(await server.terminate()).toBeLessThan(pod.terminationGracePeriodSeconds!);
      });
    });

    test('a process can do what the contract says, and nothing else', () => {
      const sizes = writableMounts(pod, contract);
      const refused = (paths: string[], error: string) => Object.fromEntries(paths.map((path) => [path, error]));
      expect(inspectSandbox(pod, contract, host, sizes)).toEqual({
        uid: pod.securityContext?.runAsUser,
        gid: pod.securityContext?.runAsGroup,
        noNewPrivileges: true,
        capabilities: ['0000000000000000'],
        interfaces: ['lo'],
        processes: [1],
        // container runtimes give shared memory to each container
        writable: [...new Set(['/dev/shm', ...Object.keys(sizes)])].sort(),
        outside: refused(['/', '/etc', '/usr', '/dev', '/sys'], 'EROFS'),
        overfilled: refused(Object.keys(sizes), 'ENOSPC'),
        userWithoutEnvironment: 'KeyError',
      });
    });

    test('each part of the contract is needed or has a reason', () => {
      expect(uncovered(contract, engine.ablations)).toEqual({ missing: [], stale: [] });
    });

    test.each(
      engine.ablations.filter(({ fails }) => fails).map((ablation) => [ablation.take.join(', '), ablation] as const),
    )('it fails without %s', async (parts, { take, fails }) => {
      const maimed = await start(without(contract, take), `without ${parts}`);
      const ready = await maimed.becomesReady();
      await maimed.kill();
      expect({ ready, log: maimed.log }).toEqual({ ready: false, log: expect.stringMatching(fails!) });
    });

    describe('with all that has another reason taken away at once', () => {
      const others = engine.ablations.filter(({ fails }) => !fails);
      let server: EngineProcess;

      beforeAll(async () => {
        server = await start(
          without(
            contract,
            others.flatMap(({ take }) => take),
          ),
          'without-others',
        );
        await server.becomesReady();
      });

      afterAll(() => server?.kill());

      test('it still serves: none of it is needed to start', async () => {
        const [answer] = await server.send([engine.completion]);
        expect({ ...answer, log: answer.status === 200 ? '' : server.log }).toMatchObject({ status: 200 });
      });

      for (const { take, opens } of others.filter((ablation) => ablation.opens)) {
        test(`without ${take.join(', ')} there is no limit on ${opens}`, async () => {
          const limit = engine.limits.find(({ name: candidate }) => candidate === opens)!;
          const [beyond] = await server.send([limit.beyond]);
          expect(beyond).toMatchObject({ status: 200 });
        });
      }
    });
  });
}

/** Images are made for root: variables that name a path lie in its home there, where no other user may write. */
function pathsOfRoot(container: Container): Record<string, string> {
  const paths = (container.env ?? []).filter(({ value }) => value?.startsWith('/'));
  return Object.fromEntries(paths.map(({ name }) => [name, `/root/${name.toLowerCase()}`]));
}

function describeChange({ args = [], env = {}, why }: EngineCase['cpuChanges'][number]): string[] {
  return [[...args, ...Object.entries(env).map((entry) => entry.join('='))].join(' '), why];
}

function describeAblation({ take, fails, opens, reason }: Ablation): string[] {
  return [take.join(', '), fails ? `it fails, ${fails}` : opens ? `no limit on ${opens}` : `it serves; ${reason}`];
}

function print(title: string, rows: string[][]): void {
  const lines = rows.length === 0 ? ['nothing'] : rows.map((row) => row.join(': '));
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}
