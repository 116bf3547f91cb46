/** A server of vectors and a model with adapters, behind Envoy as Istio's control plane configures it for emitted manifests. */
import { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Size, Testing } from 'cdk8s';
import { withCpuChanges } from './engine-case';
import { Answer, EngineProcess, Request } from './engine-process';
import { podOf } from './pod';
import { identityOf, SIDECAR_PORT, startSidecar } from './sidecar';
import { VLLM_CASE } from './vllm-case';
import { vllmImage } from './vllm-image';
import { AbuseBudget, Caller, ModelFormat, ModelSource, ModelTask, SecureGpuInferenceServiceProps } from '../../../lib';
import { EngineRoute, RouteAccess, VLLM } from '../../../lib/engines';
import { openRoutes } from '../../../lib/engines/tasks';
import { MODEL, newChart, newService } from '../../inference/fixtures';
import { buildIstiod, sidecarOf } from '../mesh/istiod';
import { JUDGES } from '../support/exclusively';
import { BUBBLEWRAP, GO, judge, OPENSSL, PYTHON } from '../support/judge';

interface Served {
  readonly what: string;
  readonly props: Partial<SecureGpuInferenceServiceProps>;
  /** Volumes of adapters. */
  readonly volumes: readonly string[];
  readonly tasks: readonly ModelTask[];
  /** A request for each route that callers may use, by its path. */
  readonly open: Readonly<Record<string, object | undefined>>;
  /** Routes that the engine would answer, were it asked without the mesh. */
  readonly closed: Readonly<Record<string, object | undefined>>;
}

const model = MODEL.name;
const messages = [{ role: 'user', content: 'hello' }];
const generation = { model, max_tokens: 4 };
const CLOSED = { '/metrics': undefined, '/version': undefined, '/tokenize': { model, prompt: 'hello' } };

const adapter = (name: string) => ({
  source: ModelSource.pvc({
    name,
    claimName: 'adapters',
    subPath: name,
    format: ModelFormat.SAFETENSORS,
    size: Size.mebibytes(1),
  }),
});

const SERVED: Served[] = [
  {
    what: 'vectors',
    props: { tasks: [ModelTask.EMBEDDING] },
    volumes: [],
    tasks: [ModelTask.EMBEDDING],
    open: {
      '/v1/models': undefined,
      '/v1/embeddings': { model, input: 'hello' },
      '/v2/embed': { model, texts: ['hello'], embedding_types: ['float'] },
    },
    closed: { ...CLOSED, '/pooling': { model, input: 'hello' } },
  },
  {
    what: 'a model with two adapters',
    props: { adapters: [adapter('sql'), adapter('legal')] },
    volumes: ['adapter-1', 'adapter-2'],
    tasks: [ModelTask.CHAT, ModelTask.COMPLETION],
    open: {
      '/v1/models': undefined,
      '/v1/chat/completions': { ...generation, messages },
      '/v1/completions': { ...generation, prompt: 'hello' },
      '/v1/responses': { model, input: 'hello', max_output_tokens: 4 },
      '/v1/messages': { ...generation, messages },
      '/v1/messages/count_tokens': { model, messages },
    },
    closed: { ...CLOSED, '/invocations': { ...generation, messages } },
  },
];

const CALLER = Caller.workload({ namespace: 'gateway', serviceAccount: 'llm-gateway' });
const NAMES = ['caller', 'neighbour', 'stranger'] as const;

judge('tasks of vllm behind Envoy', [BUBBLEWRAP, GO, OPENSSL, PYTHON], () => {
  describe.each(SERVED)('$what', ({ what, props, volumes, tasks, open, closed }) => {
    let engine: EngineProcess;
    let envoy: ChildProcess;
    let as: Record<(typeof NAMES)[number], NonNullable<Request['through']>>;

    const requestOf = (route: EngineRoute, bodies: Served['open']): Request => {
      const path = route.path.replaceAll(/\{\w+\}/g, 'x');
      return { method: route.method, path, body: route.method === 'GET' ? undefined : (bodies[route.path] ?? {}) };
    };
    const ask = (requests: readonly Request[], who: (typeof NAMES)[number] = 'caller') =>
      engine.send(requests.map((request) => ({ ...request, through: as[who] })));

    beforeAll(async () => {
      const chart = newChart();
      // the model was made for 1024 tokens
      const service = newService({ ...props, abuseBudget: AbuseBudget.of({ contextTokens: 512 }) }, chart);
      service.connections.allowFrom(CALLER);
      const objects = Testing.synth(chart);
      const pod = podOf(objects);
      const container = withCpuChanges(pod.containers[0], VLLM_CASE.cpuChanges);
      const log = join(JUDGES, 'runner', 'logs', `vllm-${what.replaceAll(' ', '-')}.log`);
      engine = await EngineProcess.start(pod, container, vllmImage(volumes), log);
      const told = sidecarOf(buildIstiod(), objects, service.name);
      const [own, caller, neighbour, stranger] = [
        identityOf('inference', 'qwen'),
        identityOf('gateway', 'llm-gateway'),
        identityOf('gateway', 'other'),
        identityOf('gateway', 'llm-gateway'),
      ];
      const through = { port: SIDECAR_PORT };
      as = {
        caller: { ...through, ...caller },
        neighbour: { ...through, ...neighbour },
        stranger: { ...through, ...stranger },
      };
      expect(told.problems).toEqual([]);
      expect({ ready: await engine.becomesReady(), log: engine.exit ? engine.log : '' }).toEqual({
        ready: true,
        log: '',
      });
      envoy = await startSidecar(engine, told, 8000, [own, caller, neighbour]);
    });

    afterAll(async () => {
      envoy?.kill('SIGKILL');
      await engine?.kill();
    });

    const isOpen = (route: EngineRoute) =>
      openRoutes(VLLM, RouteAccess.CALLERS, {
        version: VLLM.describedVersion,
        args: [],
        environment: {},
        tasks,
      }).includes(route);

    test('answers a caller on each route of its tasks', async () => {
      const routes = VLLM.routes.filter(isOpen);
      expect(routes.map(({ path }) => path).sort()).toEqual(Object.keys(open).sort());
      const answers = await ask(routes.map((route) => requestOf(route, open)));
      expect(failed(routes, answers, (answer) => answer.status === 200)).toEqual([]);
    });

    test('refuses a caller every other route of the record', async () => {
      const routes = VLLM.routes.filter((route) => !isOpen(route));
      expect(routes.length).toBeGreaterThan(60);
      const answers = await ask(routes.map((route) => requestOf(route, closed)));
      expect(failed(routes, answers, isRefused)).toEqual([]);
    });

    test('would answer some of these itself, so that the mesh is what closes them', async () => {
      const routes = VLLM.routes.filter(({ path, method }) => path in closed && (method === 'GET') === !closed[path]);
      const answers = await engine.send(routes.map((route) => requestOf(route, closed)));
      expect(answers.map(({ status }) => status)).toEqual(Object.keys(closed).map(() => 200));
    });

    test('refuses others of the mesh, and takes no connection of a stranger', async () => {
      const routes = VLLM.routes.filter(isOpen);
      const requests = routes.map((route) => requestOf(route, open));
      expect(failed(routes, await ask(requests, 'neighbour'), isRefused)).toEqual([]);
      expect(failed(routes, await ask(requests, 'stranger'), ({ status }) => status === 0)).toEqual([]);
    });

    if (tasks.includes(ModelTask.EMBEDDING)) {
      test('gives vectors', async () => {
        const [answer] = await ask([{ path: '/v1/embeddings', body: open['/v1/embeddings'] }]);
        expect(JSON.parse(answer.text).data[0].embedding.length).toBeGreaterThan(32);
      });
    } else {
      test('serves both adapters by name, each with weights of its own, and no other', async () => {
        const served = [model, 'sql', 'legal'];
        const [models] = await ask([{ path: '/v1/models' }]);
        expect(JSON.parse(models.text).data.map(({ id }: { id: string }) => id)).toEqual(served);
        const body = { prompt: 'A pod starts', max_tokens: 4, temperature: 0, logprobs: 1 };
        const answers = await ask(served.map((name) => ({ path: '/v1/completions', body: { ...body, model: name } })));
        const given = answers.map(({ text }) => JSON.stringify(JSON.parse(text).choices[0].logprobs.token_logprobs));
        expect(new Set(given).size).toBe(3);
        const [other] = await ask([{ path: '/v1/completions', body: { ...body, model: 'other' } }]);
        expect(other.status).toBe(404);
      });

      test('loads no adapter at run time, also where the mesh would let it', async () => {
        const body = { lora_name: 'third', lora_path: '/models/sql' };
        const [answer] = await engine.send([{ path: '/v1/load_lora_adapter', body }]);
        expect(answer.status).toBe(404);
      });
    }
  });
});

/** Whether Envoy refused; engines answer some routes with 403 too. */
function isRefused({ status, text }: Answer): boolean {
  return status === 403 && text === 'RBAC: access denied';
}

function failed(routes: readonly EngineRoute[], answers: readonly Answer[], holds: (answer: Answer) => boolean) {
  return routes.flatMap(({ method, path }, index) =>
    holds(answers[index])
      ? []
      : [{ route: `${method} ${path}`, status: answers[index].status, text: answers[index].text.slice(0, 200) }],
  );
}
