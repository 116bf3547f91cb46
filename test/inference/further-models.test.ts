import { generateKeyPairSync } from 'node:crypto';
import { Size } from 'cdk8s';
import { findings, image } from './engines/support';
import { container, DIGEST, engine, manifest, MODEL, newService, podSpec } from './fixtures';
import {
  AdapterOptions,
  DraftMethod,
  EngineProfile,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  ModelVerification,
  SecureGpuInferenceServiceProps,
} from '../../lib';

const NODE = image('node');
const VERSIONS = { vllm: '0.33.0', sglang: '0.5.23', llamaCpp: '0.5.0', triton: '26.09', nim: '2.1.6' } as const;
type Name = keyof typeof VERSIONS;

const source = (name: string, format = ModelFormat.SAFETENSORS) =>
  ModelSource.pvc({ name, claimName: 'models', subPath: name, format, size: Size.mebibytes(200) });

function serviceOf(name: Name, props: Partial<SecureGpuInferenceServiceProps>) {
  const ofEngine = InferenceEngine[name]({ image: image('engine'), version: VERSIONS[name] });
  const [format] = (ofEngine.profile as EngineProfile).formats as ModelFormat[];
  return newService({ engine: ofEngine, model: ModelSource.pvc({ ...MODEL, format }), ...props });
}

const adapters = (format = ModelFormat.SAFETENSORS): AdapterOptions[] => [
  { source: source('sql', format) },
  { source: source('legal', format) },
];

test.each([
  ['vllm', ModelFormat.SAFETENSORS, ['--enable-lora', '--lora-modules', 'sql=/models/sql', 'legal=/models/legal']],
  ['sglang', ModelFormat.SAFETENSORS, ['--enable-lora', '--lora-paths', 'sql=/models/sql', 'legal=/models/legal']],
  ['llamaCpp', ModelFormat.GGUF, ['--lora', '/models/sql/model.gguf,/models/legal/model.gguf']],
] as const)('%s gets adapters, and the rules find nothing', (name, format, args) => {
  const service = serviceOf(name, { adapters: adapters(format) });
  expect(findings(service)).toEqual([]);
  expect(container(service).args.join(' ')).toContain(args.join(' '));
  expect(container(service).volumeMounts).toContainEqual({
    name: 'adapter-1',
    mountPath: '/models/sql',
    readOnly: true,
    subPath: 'sql',
  });
  expect(podSpec(service).volumes).toContainEqual({
    name: 'adapter-2',
    persistentVolumeClaim: { claimName: 'models', readOnly: true },
  });
});

test.each([
  [
    'vllm',
    DraftMethod.EAGLE3,
    ModelFormat.SAFETENSORS,
    '--speculative-config={"model":"/models/draft","method":"eagle3","num_speculative_tokens":3}',
  ],
  [
    'sglang',
    DraftMethod.MODEL,
    ModelFormat.SAFETENSORS,
    '--speculative-algorithm=STANDALONE --speculative-draft-model-path=/models/draft --speculative-num-steps=3 ' +
      '--speculative-eagle-topk=1 --speculative-num-draft-tokens=4',
  ],
  [
    'llamaCpp',
    DraftMethod.MODEL,
    ModelFormat.GGUF,
    '--spec-draft-model /models/draft/model.gguf --spec-draft-n-max 3 --spec-type draft-simple',
  ],
] as const)('%s gets a draft model by %s, and the rules find nothing', (name, method, format, args) => {
  const service = serviceOf(name, { draftModel: { source: source('draft', format), method, tokens: 3 } });
  expect(findings(service)).toEqual([]);
  expect(container(service).args.join(' ')).toContain(args);
});

test('without further models nothing is added', () => {
  const service = newService();
  expect(container(service).args.join(' ')).not.toMatch(/lora|spec/);
  expect(manifest(service, 'Deployment').metadata.annotations).toBeUndefined();
});

test('reading them takes time at the start', () => {
  const failures = (props: Partial<SecureGpuInferenceServiceProps>) =>
    container(newService(props)).startupProbe.failureThreshold;
  const draftModel = { source: ModelSource.pvc({ ...MODEL, name: 'draft', size: Size.gibibytes(16) }) };
  expect(failures({ draftModel })).toBeGreaterThan(failures({}) + 15);
});

describe('verification', () => {
  const modelVerification = ModelVerification.headers({ image: NODE });

  test('is that of the model, in a container of its own for each', () => {
    const service = newService({ adapters: adapters(), draftModel: { source: source('draft') }, modelVerification });
    const { initContainers, volumes } = podSpec(service);
    expect(initContainers.map(({ name }: any) => name)).toEqual([
      'model-guard',
      'model-guard-adapter-1',
      'model-guard-adapter-2',
      'model-guard-draft-model',
    ]);
    const [, first] = initContainers;
    expect(first.args).toEqual(expect.arrayContaining(['verify', '/models/sql', '--weights=safetensors']));
    expect(first.volumeMounts).toContainEqual(expect.objectContaining({ name: 'adapter-1', readOnly: true }));
    expect(volumes.filter(({ name }: any) => name.startsWith('model-guard'))).toHaveLength(1);
    expect(findings(service)).toEqual([]);
  });

  test('may be another for each, and digests show on the pod', () => {
    const { publicKey } = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const service = newService({
      modelVerification: ModelVerification.signedByKey({ image: NODE, publicKey }),
      adapters: [{ source: source('sql'), verification: ModelVerification.digest({ image: NODE, digest: DIGEST }) }],
    });
    const { spec, metadata } = manifest(service, 'Deployment').spec.template;
    expect(metadata.annotations).toMatchObject({ 'secure-inference.ack/further-model-digests': DIGEST });
    const guards = spec.volumes.filter(({ name }: any) => name.startsWith('model-guard'));
    expect(guards.map(({ configMap }: any) => configMap.name)).toHaveLength(2);
    expect(new Set(guards.map(({ name }: any) => name)).size).toBe(2);
    expect(spec.initContainers[1].args).toContain(`--digest=${DIGEST}`);
    expect(findings(service)).toEqual([]);
  });

  test('of the model by its digest says nothing of another', () => {
    const byDigest = ModelVerification.digest({ image: NODE, digest: DIGEST });
    expect(() => newService({ modelVerification: byDigest, adapters: [{ source: source('sql') }] })).toThrow(
      'sql would be held against the digest of the model of the service',
    );
  });
});

test('evidence names them', () => {
  const service = newService({ adapters: adapters(), draftModel: { source: source('draft') } });
  expect(manifest(service, 'Deployment').metadata.annotations['secure-inference.ack/residual-risk']).toBe(
    'Serves with adapter sql, adapter legal, draft model draft. Verification says what they are, not what they make the model answer.',
  );
});

test.each([
  ['triton', { adapters: [{ source: source('sql', ModelFormat.ONNX) }] }, 'triton takes no such further model'],
  ['nim', { draftModel: { source: source('draft') } }, 'nim takes no such further model: got "a draft model"'],
  [
    'llamaCpp',
    { draftModel: { source: source('draft', ModelFormat.GGUF), method: DraftMethod.EAGLE } },
    'got "the draft method eagle"; allowed: draft methods model, eagle3',
  ],
  ['vllm', { adapters: [{ source: source(MODEL.name) }] }, 'two models of a service have one name'],
  ['vllm', { adapters: [{ source: source('a') }, { source: source('a') }] }, 'two models of a service have one name'],
  ['vllm', { adapters: [{ source: source('a', ModelFormat.GGUF) }] }, 'format of a is not one that vllm loads safely'],
  ['vllm', { draftModel: { source: source('a'), tokens: 17 } }, 'tokens of the draft model are out of bounds'],
  [
    'llamaCpp',
    { adapters: [{ source: source('a', ModelFormat.GGUF), file: '../b.gguf' }] },
    'file of a is not a GGUF file in its directory',
  ],
] as [Name, Partial<SecureGpuInferenceServiceProps>, string][])('%s with %j is refused', (name, props, message) => {
  expect(() => serviceOf(name, props)).toThrow(message);
});

test.each([
  ['--lora-modules=x=/home/app/x', 'argument --lora-modules is refused'],
  ['--lora-modules=x=someorg/adapter', 'argument --lora-modules is refused'],
  ['--lora-modules=x=/models/../home/app/x', 'argument --lora-modules is refused'],
  ['--speculative-config.model=someorg/draft', 'argument --speculative-config.model is refused'],
  ['--speculative-config={"model":"/tmp/draft"}', 'declare it as draftModel'],
  ['--lora-modules=x=/models/other', 'an argument names a model that is not mounted'],
])('the argument %s is refused', (arg, message) => {
  expect(() => newService({ engine: engine({ args: [arg] }) })).toThrow(message);
});

test('an argument may name a directory of the verified model', () => {
  const args = [`--lora-modules=x=/models/${MODEL.name}/adapters/x`, '--enable-lora'];
  expect(findings(newService({ engine: engine({ args }) }))).toEqual([]);
});
