import { Size } from 'cdk8s';
import { GATEWAY, findings, image, operations } from './engines/support';
import { container, engine, manifest, newService } from './fixtures';
import {
  AbuseBudget,
  EngineOptions,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  ModelTask,
  PromptGuard,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
} from '../../lib';

const MIB = 1024 * 1024;

const VERSIONS = { vllm: '0.33.0', sglang: '0.5.23', llamaCpp: '0.5.0', triton: '26.09', nim: '2.1.6' } as const;
const FORMATS: Partial<Record<string, ModelFormat>> = { llamaCpp: ModelFormat.GGUF, triton: ModelFormat.ONNX };

function serviceOf(
  name: keyof typeof VERSIONS,
  props: Partial<SecureGpuInferenceServiceProps>,
  options: Partial<EngineOptions> & { grpc?: boolean } = {},
): SecureGpuInferenceService {
  return newService({
    engine: InferenceEngine[name]({ image: image(name.toLowerCase()), version: VERSIONS[name], ...options }),
    model: ModelSource.pvc({
      name: 'model',
      claimName: 'models',
      format: FORMATS[name] ?? ModelFormat.SAFETENSORS,
      size: Size.gibibytes(1),
    }),
    ...props,
  });
}

/** What a declared caller may call, as `METHOD /path`. */
function pathsOf(service: SecureGpuInferenceService): string[] {
  expect(findings(service)).toEqual([]);
  return (operations(service)[0] as any[]).flatMap(({ methods, paths }) =>
    paths.map((path: string) => `${methods} ${path}`),
  );
}

test('a service that names no task is for chat and completion', () => {
  expect(pathsOf(newService())).toEqual([
    'GET /v1/models',
    'POST /v1/chat/completions',
    'POST /v1/completions',
    'POST /v1/responses',
    'POST /v1/messages',
    'POST /v1/messages/count_tokens',
  ]);
});

test.each([
  ['vllm', ModelTask.EMBEDDING, ['/v1/embeddings', '/v2/embed'], '--runner=pooling'],
  ['vllm', ModelTask.RERANK, ['/v1/rerank', '/v2/rerank'], '--runner=pooling'],
  ['vllm', ModelTask.SCORE, ['/v1/score'], '--runner=pooling'],
  ['vllm', ModelTask.CLASSIFICATION, ['/classify'], '--runner=pooling'],
  ['vllm', ModelTask.COMPLETION, ['/v1/completions'], undefined],
  ['sglang', ModelTask.EMBEDDING, ['/v1/embeddings'], '--is-embedding'],
  ['sglang', ModelTask.CLASSIFICATION, ['/v1/classify'], '--is-embedding'],
  ['sglang', ModelTask.RERANK, ['/v1/rerank'], undefined],
  ['sglang', ModelTask.SCORE, ['/v1/score'], undefined],
  ['llamaCpp', ModelTask.EMBEDDING, ['/v1/embeddings'], '--embeddings'],
  ['llamaCpp', ModelTask.RERANK, ['/v1/rerank'], '--rerank'],
  ['nim', ModelTask.EMBEDDING, ['/v1/embeddings'], '--runner=pooling'],
] as const)('%s with the task %s opens its routes and no others', (name, task, paths, flag) => {
  const service = serviceOf(name, { tasks: [task] });
  expect(pathsOf(service).filter((path) => path.startsWith('POST'))).toEqual(paths.map((path) => `POST ${path}`));
  const { args } = container(service);
  const decides = args.filter((arg: string) => /^--(runner|is-embedding|embeddings|rerank)/.test(arg));
  expect(decides).toEqual(flag === undefined ? [] : [flag]);
});

test.each([
  ['vllm', ['--convert=embed'], 'POST /v1/embeddings'],
  ['vllm', ['--convert', 'classify'], 'POST /classify'],
  ['sglang', ['--is-embedding'], 'POST /v1/embeddings'],
  ['llamaCpp', ['--embedding'], 'POST /v1/embeddings'],
  ['llamaCpp', ['--reranking'], 'POST /v1/rerank'],
] as const)('%s tells its task by %s', (name, args, path) => {
  const paths = pathsOf(serviceOf(name, {}, { args: [...args] }));
  expect(paths).toContain(path);
  expect(paths).not.toContain('POST /v1/chat/completions');
});

test.each([
  ['vllm', { args: ['--runner=pooling'] }, undefined, '--runner does not serve the task chat'],
  ['vllm', { args: ['--runner=pooling'] }, [ModelTask.CHAT], '--runner does not serve the task chat'],
  ['vllm', { args: ['--runner=generate'] }, [ModelTask.EMBEDDING], '--runner does not serve the task embedding'],
  ['vllm', { args: ['--convert=embed'] }, [ModelTask.CLASSIFICATION], '--convert does not serve the task class'],
  ['vllm', {}, [ModelTask.CHAT, ModelTask.EMBEDDING], '--runner does not serve the task chat'],
  ['sglang', { args: ['--is-embedding'] }, [ModelTask.CHAT], '--is-embedding does not serve the task chat'],
  ['llamaCpp', { args: ['--embeddings'] }, [ModelTask.CHAT], '--embeddings does not serve the task chat'],
  ['llamaCpp', {}, [ModelTask.EMBEDDING, ModelTask.RERANK], '--embeddings does not serve the task rerank'],
  ['llamaCpp', {}, [ModelTask.TRANSCRIPTION], 'give the server --mmproj'],
  ['llamaCpp', {}, [ModelTask.SCORE], 'llama-cpp has no route for the task score'],
  ['nim', {}, [ModelTask.RERANK], 'nim has no route for the task rerank'],
  ['vllm', {}, [], 'service has no task'],
] as const)('%s with %j and tasks %j is refused', (name, options, tasks, message) => {
  const define = () =>
    serviceOf(name, tasks === undefined ? {} : { tasks: [...tasks] }, {
      args: 'args' in options ? [...options.args] : undefined,
    });
  expect(define).toThrow(message);
});

test('the route of Cohere is open when the server registers it', () => {
  const path = 'POST /cohere/v2/chat';
  expect(pathsOf(newService())).not.toContain(path);
  expect(pathsOf(newService({ engine: engine({ environment: { VLLM_ENABLE_COHERE_API: '1' } }) }))).toContain(path);
});

test('speech may be sent to a service that writes it down, and to no other', () => {
  const service = newService({ tasks: [ModelTask.TRANSCRIPTION], abuseBudget: AbuseBudget.of({ audioSeconds: 60 }) });
  expect(pathsOf(service)).toEqual([
    'GET /v1/models',
    'GET /v1/realtime',
    'POST /v1/audio/transcriptions',
    'POST /v1/audio/translations',
  ]);
  expect(container(service).args).toContain('--limit-mm-per-prompt={"image":0,"video":0,"audio":1}');
  const variables = container(service).env;
  expect(variables).toContainEqual({ name: 'VLLM_MAX_AUDIO_DECODE_DURATION_S', value: '60' });
  expect(container(newService()).args).toContain('--limit-mm-per-prompt={"image":1,"video":0,"audio":0}');
});

test('a service of vectors has smaller and shorter requests, with more texts in one', () => {
  const service = serviceOf('sglang', { tasks: [ModelTask.EMBEDDING] });
  const [, body, route] = manifest(service, 'EnvoyFilter').spec.configPatches.map(({ patch }: any) => patch.value);
  expect(body.typed_config.max_request_bytes).toBe(4 * MIB);
  expect(route.route.timeout).toBe('60s');
  expect(container(service).env).toContainEqual({ name: 'SGLANG_MAX_BATCH_REQS_PER_HTTP_REQ', value: '256' });
  const own = serviceOf('sglang', {
    tasks: [ModelTask.EMBEDDING],
    abuseBudget: AbuseBudget.of({ promptsPerRequest: 32, secondsPerRequest: 5 }),
  });
  expect(container(own).env).toContainEqual({ name: 'SGLANG_MAX_BATCH_REQS_PER_HTTP_REQ', value: '32' });
});

describe('gRPC of Triton', () => {
  test('is open where it is asked for, on a port of its own', () => {
    const service = serviceOf('triton', {}, { grpc: true });
    expect(findings(service)).toEqual([]);
    const [callers] = operations(service) as any[][];
    const grpc = callers.filter(({ ports }) => ports.includes('8001'));
    expect(grpc).toHaveLength(1);
    expect(grpc[0].paths).toContain('/inference.GRPCInferenceService/ModelInfer');
    expect(grpc[0].paths.join(' ')).not.toMatch(/Repository|SharedMemory|Trace|Log|Stream/);
    expect(manifest(service, 'NetworkPolicy').spec.ingress[0].ports).toEqual([
      { port: 8000, protocol: 'TCP' },
      { port: 8001, protocol: 'TCP' },
    ]);
    expect(manifest(service, 'Service').spec.ports).toContainEqual({
      name: 'grpc',
      port: 8001,
      targetPort: 'grpc',
      protocol: 'TCP',
      appProtocol: 'grpc',
    });
    expect(container(service).args).toEqual(expect.arrayContaining(['--allow-grpc=true', '--grpc-port=8001']));
    const vhosts = manifest(service, 'EnvoyFilter').spec.configPatches.map(
      ({ match }: any) => match.routeConfiguration?.vhost.name,
    );
    expect(vhosts.filter(Boolean)).toEqual(['inbound|http|8000', 'inbound|http|8001']);
  });

  test('is closed otherwise', () => {
    const service = serviceOf('triton', {});
    service.connections.allowFrom(GATEWAY);
    expect(JSON.stringify(manifest(service, 'AuthorizationPolicy'))).not.toContain('GRPC');
    expect(container(service).args).toContain('--allow-grpc=false');
  });

  test('is refused beside a prompt guard, which reads JSON', () => {
    const guard = PromptGuard.externalAuthorization({
      provider: 'guard',
      service: 'guard',
      namespace: 'guards',
      port: 9000,
      serviceAccount: 'guard',
      podLabels: { app: 'guard' },
    } as any);
    expect(() => serviceOf('triton', { promptGuard: guard }, { grpc: true })).toThrow(
      'a prompt guard cannot read what callers send on a port',
    );
  });
});
